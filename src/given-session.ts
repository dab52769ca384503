/** A session that stands in the page: as a property, or as a child `<script type="application/json">`. */
export interface Given {
  /** What was given; null where nothing was. */
  json: unknown;
  /** Tells one from another: frameworks hand over the same session in a new object at each render. */
  text: string;
}

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

/** Reads what is given to an element, anew only where it is another. */
export class GivenReader {
  #source: unknown = null;
  #given: Given = {json: null, text: ''};

  read(element: Element & {readonly session: unknown}): Given {
    const source = element.session ?? embeddedIn(element);
    if (source === this.#source) return this.#given;
    this.#source = source;
    const json = element.session ?? (typeof source === 'string' ? parse(source) : null);
    this.#given = {json, text: JSON.stringify(json)};
    return this.#given;
  }
}
