type Root = Document | ShadowRoot;

/** The root and all shadow roots in it that are open. */
export function* eachRoot(root: Root): Generator<Root> {
  yield root;
  for (const {shadowRoot} of root.querySelectorAll('*')) if (shadowRoot) yield* eachRoot(shadowRoot);
}

/** The first element that a selector finds, in whichever open shadow root it stands. */
export function findDeep<E extends Element>(selector: string): E | null {
  for (const root of eachRoot(document)) {
    const found = root.querySelector<E>(selector);
    if (found) return found;
  }
  return null;
}
