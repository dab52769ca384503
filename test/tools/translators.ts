// Each function is complete in itself, because tests also send it to a page as text.

/** Translates as Chrome does: each text goes into two `<font>`, also in shadow roots. A translated text is in « ». */
export function wrapTexts(root: Node): void {
  for (const node of root.childNodes) {
    if (node instanceof Text && node.data.trim() !== '') {
      const outer = document.createElement('font');
      const inner = outer.appendChild(document.createElement('font'));
      inner.textContent = `«${node.data.trim()}»`;
      node.replaceWith(outer);
    } else if (node instanceof Element && !node.matches('script, style, font')) {
      if (node.shadowRoot) wrapTexts(node.shadowRoot);
      wrapTexts(node);
    }
  }
}

/** Translates as simple scripts do: writes the `textContent` of each element without child elements, also if empty. */
export function replaceLeaves(root: Node): void {
  for (const node of root.childNodes) {
    if (!(node instanceof Element) || node.matches('script, style, svg, iframe')) continue;
    if (node.shadowRoot) replaceLeaves(node.shadowRoot);
    const text = node.textContent.trim();
    if (node.childElementCount > 0) replaceLeaves(node);
    else node.textContent = text === '' || text.startsWith('«') ? text : `«${text}»`;
  }
}

/**
 * Translates as Firefox does: takes all nodes out of an element that is a line of text, and puts its elements and texts
 * back, but no comments.
 */
export function rebuildLines(root: Node): void {
  const rebuild = (line: Node) => {
    const nodes = [...line.childNodes];
    for (const node of nodes) node.parentNode?.removeChild(node);
    for (const node of nodes) {
      if (node instanceof Text && node.data.trim() !== '' && !node.data.startsWith('«'))
        node.data = `«${node.data.trim()}»`;
      if (node instanceof Element) rebuild(node);
      if (node instanceof Text || node instanceof Element) line.appendChild(node);
    }
  };
  for (const node of root.childNodes) {
    if (!(node instanceof Element) || node.matches('script, style, svg, iframe')) continue;
    if (node.shadowRoot) rebuildLines(node.shadowRoot);
    const isLine = [...node.querySelectorAll('*')].every((child) =>
      getComputedStyle(child).display.startsWith('inline'),
    );
    if (isLine && node.textContent.trim() !== '') rebuild(node);
    else rebuildLines(node);
  }
}
