import type {Strings} from './en.ts';

/** A text in place of ours: a function of the same arguments, or a plain string where none is needed. */
type Text<T> = T extends (...values: infer Values) => string ? string | ((...values: Values) => string) : T;

type Override<T> = {readonly [Key in keyof T]?: Text<T[Key]> | null | undefined};

/** Texts in place of some of ours. What is missing, `undefined` or `null` stays as it is. */
export type StringsOverride = Override<Omit<Strings, 'notes' | 'errors'>> & {
  readonly notes?: Override<Strings['notes']> | null | undefined;
  readonly errors?: Override<Strings['errors']> | null | undefined;
};

function isKey<T extends object>(key: PropertyKey, of: T): key is keyof T {
  return Object.hasOwn(of, key);
}

/** Whether a value can stand where another one stands: both a string, a function, or a pair of title and text. */
function fits<T>(value: unknown, other: T): value is T {
  if (!Array.isArray(other)) return typeof value === typeof other;
  return Array.isArray(value) && typeof value[0] === 'string' && (typeof value[1] === 'string' || value[1] === null);
}

/** Lays the entries of one object over another's. What is of the wrong kind is left out, and a warning names it. */
function layer<T extends object>(base: T, over: object | null | undefined, path: string): T {
  const result = {...base};
  for (const [key, value] of Object.entries(over ?? {})) {
    if (value == null) continue;
    const isText = isKey(key, base);
    const text: unknown = isText && typeof base[key] === 'function' && typeof value === 'string' ? () => value : value;
    if (isText && fits(text, base[key])) result[key] = text;
    else console.warn(`<monime-checkout>: ${path}.${key} is no text of this name and kind; ours is shown.`);
  }
  return result;
}

/** There may be texts for more errors than English has: the ones without say that something is wrong. */
function errorTexts(errors: unknown): Strings['errors'] {
  if (typeof errors !== 'object') return {};
  return Object.fromEntries(Object.entries(errors ?? {}).filter(([, text]) => typeof text === 'string'));
}

/** Lays texts over complete ones; `notes` and `errors` are laid one by one. */
export function layStrings(base: Strings, over: StringsOverride): Strings {
  const {notes, errors, ...texts} = over;
  return {
    ...layer(base, texts, 'strings'),
    notes: layer(base.notes, notes, 'strings.notes'),
    errors: {...base.errors, ...errorTexts(errors)},
  };
}
