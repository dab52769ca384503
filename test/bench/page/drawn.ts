import {eachRoot} from './roots.ts';

/** How many items the page's order has. */
const items = Number(new URLSearchParams(location.search).get('items'));

/** How many items stand on the page. */
export function rows(): number {
  return [...eachRoot(document)].reduce((sum, root) => sum + root.querySelectorAll('li').length, 0);
}

function isDrawn(root: ShadowRoot): boolean {
  return root.querySelectorAll('li').length === items && root.querySelector('.actions button') !== null;
}

/** Calls once the order stands in the element, every item and the button that pays. */
export function onceDrawn(element: Element, call: () => void): void {
  const root = element.shadowRoot;
  if (!root) return;
  const look = () => {
    if (!isDrawn(root)) return;
    observer.disconnect();
    call();
  };
  const observer = new MutationObserver(look);
  observer.observe(root, {childList: true, subtree: true, attributes: true, characterData: true});
  look();
}
