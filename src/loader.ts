import files from 'virtual:first-files';
import {askEarly} from './widget/client/early-request.ts';
import {MOST_ROWS, NARROW, NARROW_REST, NARROW_ROW, REST, ROW, ROWS} from './core/reserved-height.ts';

const TAG = 'monime-checkout';
/** The same in every version of this script: the first copy stays. */
const PLACE = Symbol.for('monime-checkout/loader');
/** Milliseconds that the files may take. */
const LIMIT = 20_000;
/** CSS pixels above and below the card. */
const BORDERS = 2;
/** After so many the customer is asked. */
const TRIES = 3;

/** This script's element: a bundle or a new name is told by the attribute, which holds the folder of the files. */
function ownScript(): HTMLScriptElement | undefined {
  const scripts = [...document.scripts];
  return (
    scripts.find(({dataset}) => dataset['monimeCheckout']) ?? scripts.find(({src}) => /\/loader[^/]*\.js/.test(src))
  );
}

const own = ownScript();
const base = new URL(own?.dataset['monimeCheckout'] ?? own?.src ?? '/monime/', document.baseURI);
const elements = document.getElementsByTagName(TAG);
/** Sooner, the widget would see elements whose children have not arrived. */
const pageIsWhole = new Promise<unknown>((resolve) => {
  if (document.readyState === 'loading') document.addEventListener('readystatechange', resolve, {once: true});
  else resolve(null);
});
const notes = new Map<Element, Element>();
let tries = 0;
let failed = false;

/** Where engines do not know this, the file comes when it is imported. */
function preload(name: string): void {
  const link = document.createElement('link');
  link.rel = 'modulepreload';
  link.href = new URL(name, base).href;
  link.nonce = own?.nonce ?? '';
  document.head.append(link);
}

/** Engines remember a module that failed: each further try brings everything in one file, by an address of its own. */
async function bring(): Promise<void> {
  tries += 1;
  if (tries === 1) files.forEach(preload);
  await pageIsWhole;
  const file = tries > 1 ? `${TAG}.one.js?${tries}` : files[0];
  const widget = import(/* @vite-ignore */ new URL(file, base).href);
  // The first number takes 0.1 s on a cheap phone: it is written while the files are awaited.
  (0).toLocaleString();
  await widget;
}

async function load(): Promise<void> {
  let timer;
  try {
    await new Promise<void>((resolve, reject) => {
      timer = setTimeout(reject, LIMIT, LIMIT);
      bring().then(resolve, reject);
    });
  } catch (error) {
    console.warn(TAG, error);
    failed = tries % TRIES === 0;
    if (failed) look();
    else setTimeout(load, tries * 1000);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Keeps as much space as the widget's own skeleton will take (a little less on narrow screens). In a sheet of its own, which a strict CSP lets through;
 * any rule of the page is stronger.
 */
function keepRoom(): void {
  const sheet = new CSSStyleSheet();
  // Each goes before the last: the one for any number of items comes to stand first.
  for (let items = MOST_ROWS; items >= 0; items -= 1) {
    const which = `:is([session-id],[client-key])${items ? `[items="${items}"]` : ''}:not(:defined,[hidden])`;
    const rows = items || ROWS;
    const wide = BORDERS + REST + ROW * rows;
    const more = NARROW_REST - REST + (NARROW_ROW - ROW) * rows;
    const height = `calc(${wide}px + clamp(0px,(${NARROW + 1}px - 100vw)*999,${more}px))`;
    sheet.insertRule(`:where(${TAG}${which}){display:block;min-block-size:${height}}`);
  }
  document.adoptedStyleSheets.push(sheet);
}

/** What stands in the element, such as a link, stays; beside it the customer can try again. */
function complain(element: Element): void {
  if (notes.has(element)) return;
  const note = document.createElement('p');
  const button = document.createElement('button');
  note.setAttribute('role', 'alert');
  button.textContent = 'Try again';
  button.addEventListener('click', () => {
    for (const shown of notes.values()) shown.remove();
    notes.clear();
    failed = false;
    void load();
  });
  note.lang = 'en';
  note.append('The payment could not be loaded. ', button);
  element.append(note);
  notes.set(element, note);
}

/** Elements may come late: with the rest of the page, by a script, or with the next page where only bodies are changed. */
function look(): void {
  if (customElements.get(TAG)) return observer.disconnect();
  for (const element of elements) {
    askEarly(element);
    if (failed) complain(element);
    else if (tries === 0) void load();
  }
}

const observer = new MutationObserver(look);
if (!(PLACE in window)) {
  Reflect.set(window, PLACE, 1);
  keepRoom();
  observer.observe(document, {childList: true, subtree: true});
  void pageIsWhole.then(look);
  look();
}
