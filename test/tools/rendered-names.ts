import type {Page} from 'puppeteer-core';

/** Names that the element shows to pages, by their kind. */
export interface RenderedNames {
  attribute: string[];
  event: string[];
  slot: string[];
  part: string[];
  'custom property': string[];
  state: string[];
}

/** Runs in a page before its scripts: notes what cannot be seen in the DOM later. */
export function noteNames(): void {
  const names = {event: new Set<string>(), state: new Set<string>(), 'custom property': new Set<string>()};
  Object.assign(globalThis, {
    notedNames: () => Object.fromEntries(Object.entries(names).map(([kind, noted]) => [kind, [...noted]])),
  });
  const {dispatchEvent} = EventTarget.prototype;
  EventTarget.prototype.dispatchEvent = function (event) {
    if (this instanceof Element && this.localName === 'monime-checkout') names.event.add(event.type);
    return dispatchEvent.call(this, event);
  };
  const {add} = CustomStateSet.prototype;
  CustomStateSet.prototype.add = function (state) {
    names.state.add(state);
    return add.call(this, state);
  };
  const {getPropertyValue} = CSSStyleDeclaration.prototype;
  CSSStyleDeclaration.prototype.getPropertyValue = function (property) {
    if (property.startsWith('--monime-')) names['custom property'].add(property);
    return getPropertyValue.call(this, property);
  };
}

/** What a page in which `noteNames` has run shows now, and has used until now. Closes an open dialog as customers do. */
export function renderedNames(page: Page): Promise<RenderedNames> {
  return page.evaluate(() => {
    const rootsIn = (root: Document | ShadowRoot): ShadowRoot[] =>
      [...root.querySelectorAll('*')].flatMap(({shadowRoot}) =>
        shadowRoot ? [shadowRoot].concat(rootsIn(shadowRoot)) : [],
      );
    const roots = rootsIn(document);
    const all = (selector: string) => roots.flatMap((root) => Array.from(root.querySelectorAll<HTMLElement>(selector)));
    const sheets = roots.flatMap((root) => root.adoptedStyleSheets.concat(Array.from(root.styleSheets)));
    const styles = sheets.flatMap((sheet) => [...sheet.cssRules].map(({cssText}) => cssText)).join();
    const seen = {
      slot: all('slot').map((slot) => slot.getAttribute('name') ?? ''),
      part: all('[part]').flatMap(({part}) => Array.from(part)),
      attribute: [
        ...Reflect.get(customElements.get('monime-checkout') ?? {}, 'observedAttributes'),
        ...[...document.querySelectorAll('monime-checkout')].flatMap((element) => element.getAttributeNames()),
      ].filter((name) => !/^(data-.*|id|class|style|lang|dir)$/.test(name)),
    };
    all('[part~="close-button"]')[0]?.click();
    const noted = Reflect.get(globalThis, 'notedNames')();
    const properties = [...noted['custom property'], ...(styles.match(/--monime-[\w-]+/g) ?? [])];
    return {...seen, event: noted.event, 'custom property': properties, state: noted.state};
  });
}
