import {onceDrawn} from './drawn.ts';
import {painted} from './painted.ts';

/** Pictures in which a change would be seen. */
const PICTURES = 5;

/** Milliseconds since the session's text was there. */
export interface Drawn {
  drawn: number;
  /** The browser has painted what was drawn. */
  painted: number;
}

function element(): HTMLElement {
  const found = document.querySelector<HTMLElement>('monime-checkout, plain-checkout');
  if (!found) throw new Error('There is nothing to draw in.');
  return found;
}

/** Draws a session that is given as text. */
export async function draw(text: string): Promise<Drawn> {
  const target = element();
  const start = performance.now();
  Reflect.set(target, 'session', JSON.parse(text));
  await new Promise<void>((resolve) => onceDrawn(target, resolve));
  const drawn = performance.now() - start;
  return {drawn, painted: (await painted()) - start};
}

/** Milliseconds from a click on "show all" until all items are painted; null where all are shown already. */
export async function showAll(): Promise<number | null> {
  const button = element().shadowRoot?.querySelector<HTMLElement>('[aria-controls="items"]');
  if (!button) return null;
  const start = performance.now();
  button.click();
  return (await painted()) - start;
}

/** How often the element's drawing is changed while something is done and some pictures later. */
async function changes(work: (target: HTMLElement) => unknown): Promise<number> {
  const target = element();
  let count = 0;
  const observer = new MutationObserver((records) => (count += records.length));
  if (target.shadowRoot)
    observer.observe(target.shadowRoot, {childList: true, subtree: true, attributes: true, characterData: true});
  await work(target);
  for (let picture = 0; picture < PICTURES; picture += 1) await painted();
  return count;
}

/** Changes when a session is given once more that is drawn already. */
export function giveAgain(text: string): Promise<number> {
  return changes((target) => Reflect.set(target, 'session', JSON.parse(text)));
}

/** Changes while the provider is asked again and says the same. */
export function ask(milliseconds: number): Promise<number> {
  return changes(() => new Promise((resolve) => setTimeout(resolve, milliseconds)));
}

/** Changes when the element is told to ask anew. */
export function reload(): Promise<number> {
  return changes(
    (target) =>
      new Promise((resolve) => {
        target.addEventListener('monime-ready', resolve, {once: true});
        if ('reload' in target && typeof target.reload === 'function') target.reload();
      }),
  );
}
