import type {CSSResult} from 'lit';

/** Adds styles of a lazily loaded module to a shadow root, each only once. */
export function adoptStyles(root: HTMLElement | DocumentFragment, styles: readonly CSSResult[]): void {
  if (!(root instanceof ShadowRoot)) return;
  const adopted = root.adoptedStyleSheets;
  const sheets = styles.flatMap(({styleSheet}) => styleSheet ?? []);
  root.adoptedStyleSheets = [...adopted, ...sheets.filter((sheet) => !adopted.includes(sheet))];
}
