/** Returns the `lang` attribute that applies to an element, across shadow roots; null if there is none. */
export function nearestLang(element: Element): string | null {
  const found = element.closest('[lang]');
  if (found) return found.getAttribute('lang');
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? nearestLang(root.host) : null;
}

const callbacks = new Set<() => void>();
let observer: MutationObserver | undefined;

/**
 * Calls back at every change of a `lang` attribute that may apply to an element. All elements share one observer.
 * @returns a function that stops it; call both again if the element moves to another shadow root
 */
export function watchLang(element: Element, callback: () => void): () => void {
  observer ??= new MutationObserver(() => {
    for (const callback of callbacks) callback();
  });
  for (let root = element.getRootNode(); ; root = root.host.getRootNode()) {
    observer.observe(root, {subtree: true, attributeFilter: ['lang']});
    if (!(root instanceof ShadowRoot)) break;
  }
  callbacks.add(callback);
  return () => {
    callbacks.delete(callback);
    // One observer cannot stop observing a single root; unused roots cost almost nothing and go with the last element.
    if (callbacks.size === 0) observer?.disconnect();
  };
}
