/** Returns the text of the child `<script type="application/json">`: a strict CSP allows it, because it is data. */
function embeddedText(element: Element): string | null {
  return element.querySelector(':scope > script[type="application/json"]')?.textContent || null;
}

/** Returns invalid JSON as the string that it is, which the session's validation refuses. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/**
 * Returns a session as text: frameworks pass an equal one in a new object at each render. Null if an accessor of it
 * throws, which the session's validation then reports.
 */
function textOf(json: unknown): string | null {
  try {
    return JSON.stringify(json);
  } catch {
    return null;
  }
}

/** Reads the session that the page contains: the property, else the child `<script type="application/json">`. */
export class InlineSessionReader {
  #source: unknown = null;
  #text: string | null = 'null';
  #json: unknown = null;

  /** Returns the session as JSON; null if there is none. The same object until the JSON changes. */
  read(element: Element & {readonly session: unknown}): unknown {
    const source = element.session ?? embeddedText(element);
    if (source === this.#source) return this.#json;
    this.#source = source;
    const json = element.session ?? (typeof source === 'string' ? parseJson(source) : null);
    const text = textOf(json);
    if (text === null || text !== this.#text) this.#json = json;
    this.#text = text;
    return this.#json;
  }
}
