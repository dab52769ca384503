function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return kindOf(value) === 'object';
}

/** Paths at which the answer lacks what the documented example has, or has it in another type. */
export function differences(documented: unknown, answered: unknown, path: string): string[] {
  if (documented === null) return answered === undefined ? [`${path} is missing`] : [];
  if (kindOf(documented) !== kindOf(answered)) return [`${path}: ${kindOf(documented)}, not ${kindOf(answered)}`];
  if (Array.isArray(documented) && Array.isArray(answered)) {
    if (documented.length === 0) return [];
    return answered.length === 0 ? [`${path} is empty`] : differences(documented[0], answered[0], `${path}[0]`);
  }
  if (!isRecord(documented) || !isRecord(answered)) return [];
  // Monime's page prints the owner's owner without a name.
  return Object.entries(documented)
    .filter(([key]) => key !== '')
    .flatMap(([key, value]) => differences(value, answered[key], `${path}.${key}`));
}
