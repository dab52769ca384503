const sheet = new CSSStyleSheet();
sheet.replaceSync(`
  :host { display: block; max-width: 28rem; font: 1rem/1.4 system-ui, sans-serif }
  ul { list-style: none; margin: 0; padding: 0 }
  li, .total { display: flex; justify-content: space-between; gap: 1rem; padding: 0.5rem 0 }
  li { border-bottom: 1px solid #ddd }
  small { display: block; color: #555 }
  .total { font-weight: bold }
  button { width: 100%; padding: 0.75rem; border: 0; border-radius: 0.5rem; background: #123; color: #fff; font: inherit }
  dialog { padding: 0; border: 0; width: min(30rem, 100vw); height: min(44rem, 100vh) }
  iframe { border: 0; width: 100%; height: 100% }
`);

/** Makes the root of a floor's element. */
export function makeRoot(element: HTMLElement): ShadowRoot {
  const root = element.attachShadow({mode: 'open'});
  root.adoptedStyleSheets = [sheet];
  return root;
}

export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  className: string,
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...children);
  return element;
}
