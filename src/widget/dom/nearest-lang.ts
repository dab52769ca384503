/** The `lang` attribute that says which language an element is in, across shadow roots; null where there is none. */
export function nearestLang(element: Element): string | null {
  const found = element.closest('[lang]');
  if (found) return found.getAttribute('lang');
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? nearestLang(root.host) : null;
}

const watchers = new Set<() => void>();
let observer: MutationObserver | undefined;

/**
 * Tells of every change of a `lang` attribute that may concern an element. All elements of a page share one observer.
 * @returns stops it; an element that moves to other shadow roots is to be watched anew
 */
export function watchLang(element: Element, changed: () => void): () => void {
  observer ??= new MutationObserver(() => {
    for (const watcher of watchers) watcher();
  });
  for (let root = element.getRootNode(); ; root = root.host.getRootNode()) {
    observer.observe(root, {subtree: true, attributeFilter: ['lang']});
    if (!(root instanceof ShadowRoot)) break;
  }
  watchers.add(changed);
  return () => {
    watchers.delete(changed);
    // Roots that are watched in vain cost nothing and go with the last element.
    if (watchers.size === 0) observer?.disconnect();
  };
}
