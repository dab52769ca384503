import type {CSSResult} from 'lit';

/** Elements, and all roots in jsdom, adopt no stylesheets. */
type StylesRoot = (HTMLElement | DocumentFragment) & Partial<Pick<ShadowRoot, 'adoptedStyleSheets'>>;

/** Adds styles of a lazily loaded module to a shadow root, each only once. */
export function adoptStyles(root: StylesRoot, styles: readonly CSSResult[]): void {
  const adopted = root.adoptedStyleSheets;
  if (!adopted) return;
  const sheets = styles.flatMap(({styleSheet}) => styleSheet ?? []);
  root.adoptedStyleSheets = [...adopted, ...sheets.filter((sheet) => !adopted.includes(sheet))];
}
