import type {CSSResult} from 'lit';

/** Adds styles that came later to a shadow root, each once. */
export function adoptStyles(root: HTMLElement | DocumentFragment, styles: readonly CSSResult[]): void {
  if (!(root instanceof ShadowRoot)) return;
  const before = root.adoptedStyleSheets;
  const sheets = styles.flatMap(({styleSheet}) => styleSheet ?? []);
  root.adoptedStyleSheets = [...before, ...sheets.filter((sheet) => !before.includes(sheet))];
}
