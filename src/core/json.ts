/** Whether the value is an object with this key. */
export function has(json: unknown, key: string): json is object {
  return typeof json === 'object' && json !== null && key in json;
}

/** Returns an object's value for a key; undefined if there is none. */
export function valueAt(json: unknown, key: string): unknown {
  return has(json, key) ? Reflect.get(json, key) : undefined;
}
