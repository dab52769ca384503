import {eachRoot} from './roots.ts';

/** How many items the page's order has. */
const items = Number(new URLSearchParams(location.search).get('items'));

/** How many items stand on the page. */
export function rows(): number {
  return [...eachRoot(document)].reduce((sum, root) => sum + root.querySelectorAll('li').length, 0);
}

/** Whether the style sheets that the order links to have loaded. */
function isStyled(root: ShadowRoot): boolean {
  return [...root.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]')].every(({sheet}) => sheet !== null);
}

function isDrawn(root: ShadowRoot): boolean {
  const pay = root.querySelector('.actions :is(button, a)');
  return pay !== null && root.querySelectorAll('li').length === items && isStyled(root);
}

/** Calls once the element shows the order, with its style: every item, and the button or link that pays. */
export function onceDrawn(element: Element, call: () => void): void {
  const root = element.shadowRoot;
  if (!root) return;
  const look = () => {
    if (!isDrawn(root)) return;
    observer.disconnect();
    root.removeEventListener('load', look, true);
    call();
  };
  const observer = new MutationObserver(look);
  observer.observe(root, {childList: true, subtree: true, attributes: true, characterData: true});
  // A style sheet that has loaded changes no node.
  root.addEventListener('load', look, true);
  look();
}

/** Calls once the order is drawn that the HTML of the page contains, before any script of the page. */
export function onceRendered(call: () => void): void {
  const observer = new MutationObserver(() => {
    const element = document.querySelector('monime-checkout[rendered]');
    if (!element?.shadowRoot) return;
    observer.disconnect();
    onceDrawn(element, call);
  });
  observer.observe(document, {childList: true, subtree: true});
}
