import type {LitElement, PropertyValues} from 'lit';

/** Takes `undefined` and `null` for "not set" in every property that an element declares, as frameworks mean them. */
export class NotSet {
  #element: LitElement;
  #defaults: ReadonlyMap<PropertyKey, unknown>;

  /** @param element whose properties have their first values now */
  constructor(element: LitElement, names: Iterable<PropertyKey>) {
    this.#element = element;
    this.#defaults = new Map([...names].map((name) => [name, Reflect.get(element, name)]));
  }

  restore(changed: PropertyValues): void {
    for (const name of changed.keys()) {
      if (Reflect.get(this.#element, name) == null) Reflect.set(this.#element, name, this.#defaults.get(name));
    }
  }
}
