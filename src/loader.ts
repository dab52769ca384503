import files from 'virtual:first-files';
import {startEarlyRequest} from './widget/client/early-request.ts';
import {MAX_ROWS, REST_HEIGHT_PX, ITEM_HEIGHT_PX, DEFAULT_ROWS} from './core/reserved-height.ts';

const TAG = 'monime-checkout';
/** The same in every version of this script, so that only the first copy on a page runs. */
const LOADER_KEY = Symbol.for('monime-checkout/loader');
const LOAD_TIMEOUT_MS = 20_000;
/** Height of the card's top and bottom borders together. */
const BORDERS_PX = 2;
/** Failed attempts after which the customer sees an error and a button. */
const ATTEMPTS_BEFORE_ERROR = 3;

/**
 * Reads a property of the document from its prototype, because a named element such as `<img name="currentScript">`
 * shadows that of the document itself.
 * @see https://html.spec.whatwg.org/multipage/dom.html#dom-document-nameditem
 */
const fromDocument = (name: string) => Reflect.get(Document.prototype, name, document);

/** This script's element; null in a module. Others are not trusted: an attacker may have inserted them. */
const ownScript: HTMLScriptElement | null = fromDocument('currentScript');
/** URL of the files' folder, or of a file in it: of the attribute, else of this script, which a module finds in a stack. */
const baseUrl = new URL(
  ownScript
    ? (ownScript.dataset['monimeCheckout'] ?? ownScript.src)
    : `${/http.+?(?=:\d+:)/.exec(`${new Error().stack}`)}`,
  location.href,
);
const root: Element = fromDocument('documentElement');
const elements = root.getElementsByTagName(TAG);
/** The element is defined after this, because before it the parser may not have added the element's children. */
const documentParsed = new Promise<unknown>((resolve) => {
  if (document.readyState === 'loading') addEventListener('readystatechange', resolve, {once: true, capture: true});
  else resolve(null);
});
const errorMessages = new Map<Element, Element>();
let attempts = 0;
let hasFailed = false;

/** Starts the download of a file. Browsers without `modulepreload` download it at the import. */
function preload(name: string): void {
  document.head.append(
    Object.assign(document.createElement('link'), {
      rel: 'modulepreload',
      href: new URL(name, baseUrl),
      nonce: ownScript?.nonce ?? '',
    }),
  );
}

/**
 * Imports the widget. Browsers remember a failed module by its URL, so each retry imports the single-file build with
 * another query.
 */
async function importWidget(): Promise<void> {
  attempts += 1;
  if (attempts === 1) files.forEach(preload);
  await documentParsed;
  const file = attempts > 1 ? `${TAG}.one.js?${attempts}` : files[0];
  const widget = import(/* @vite-ignore */ new URL(file, baseUrl).href);
  // Warms up number formatting: its first use costs about 100 ms on low-end phones, so do it during the download.
  (0).toLocaleString();
  await widget;
}

async function load(): Promise<void> {
  let timer;
  try {
    await new Promise<void>((resolve, reject) => {
      timer = setTimeout(reject, LOAD_TIMEOUT_MS);
      importWidget().then(resolve, reject);
    });
  } catch (error) {
    console.warn(TAG, error);
    hasFailed = attempts % ATTEMPTS_BEFORE_ERROR === 0;
    if (hasFailed) scan();
    else setTimeout(load, attempts * 1000);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Reserves the height of the widget's skeleton. Uses a constructed style sheet, which a strict CSP allows, and
 * `:where()`, because any rule of the page then overrides it.
 */
function reserveHeight(): void {
  const sheet = new CSSStyleSheet();
  const reserve = (items: string, rows: number) =>
    sheet.insertRule(
      `:where(${TAG}:is([session-id],[client-key])${items}:not(:defined,[hidden],[rendered])){display:block;min-block-size:${BORDERS_PX + REST_HEIGHT_PX + ITEM_HEIGHT_PX * rows}px}`,
    );
  // Each rule is inserted before the previous one, so the more general rules end up first.
  for (let rows = 1; rows < MAX_ROWS; rows += 1) reserve(`[items="${rows}"]`, rows);
  reserve('[items]', MAX_ROWS);
  reserve('', DEFAULT_ROWS);
  document.adoptedStyleSheets.push(sheet);
}

/** Adds an error message with a retry button after the element's own content, such as a fallback link. */
function showError(element: Element): void {
  if (errorMessages.has(element)) return;
  const message = document.createElement('p');
  const button = document.createElement('button');
  message.setAttribute('role', 'alert');
  button.textContent = 'Try again';
  button.addEventListener('click', () => {
    errorMessages.forEach((shown) => shown.remove());
    errorMessages.clear();
    hasFailed = false;
    void load();
  });
  message.lang = 'en';
  message.append('The payment could not be loaded. ', button);
  element.append(message);
  errorMessages.set(element, message);
}

/**
 * Handles every element in the document. Runs at each change of the document, because elements also arrive later: from
 * the parser, from scripts, and from routers that replace the body.
 */
function scan(): void {
  if (customElements.get(TAG)) return observer.disconnect();
  for (const element of elements) {
    startEarlyRequest(element);
    if (hasFailed) showError(element);
    else if (attempts === 0) void load();
  }
}

const observer = new MutationObserver(scan);
if (!(LOADER_KEY in window)) {
  Reflect.set(window, LOADER_KEY, 1);
  observer.observe(document, {childList: true, subtree: true});
  void documentParsed.then(scan);
  scan();
  reserveHeight();
}
