/** Data: a strict CSP lets it through. */
function embeddedIn(element: Element): string | null {
  return element.querySelector(':scope > script[type="application/json"]')?.textContent || null;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Reads the session that stands in the page: as a property, or as a child `<script type="application/json">`. */
export class InlineSessionReader {
  #source: unknown = null;
  #text = 'null';
  #json: unknown = null;

  /** What is given to an element: the very same until something else is given; null where nothing is. */
  read(element: Element & {readonly session: unknown}): unknown {
    const source = element.session ?? embeddedIn(element);
    if (source === this.#source) return this.#json;
    this.#source = source;
    const json = element.session ?? (typeof source === 'string' ? parse(source) : null);
    // Frameworks hand over the same session in a new object at each render.
    const text = JSON.stringify(json);
    if (text !== this.#text) this.#json = json;
    this.#text = text;
    return this.#json;
  }
}
