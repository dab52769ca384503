import type {Strings} from './en.ts';

/** Replacement of a text: a function with the same parameters, or a string that ignores them. */
type Text<T> = T extends (...values: infer Values) => string ? string | ((...values: Values) => string) : T;

type Override<T> = {readonly [Key in keyof T]?: Text<T[Key]> | null | undefined};

/** Replacements for some of the texts. Missing, `undefined` and `null` entries keep the default text. */
export type StringsOverride = Override<Omit<Strings, 'methods' | 'notes' | 'errors'>> & {
  readonly methods?: Override<Strings['methods']> | null | undefined;
  readonly notes?: Override<Strings['notes']> | null | undefined;
  readonly errors?: Override<Strings['errors']> | null | undefined;
};

function isKey<T extends object>(key: PropertyKey, of: T): key is keyof T {
  return Object.hasOwn(of, key);
}

/** Whether a value can replace a text: both are a string, a function, or a pair of title and text. */
function hasSameShape<T>(value: unknown, other: T): value is T {
  if (!Array.isArray(other)) return typeof value === typeof other;
  return Array.isArray(value) && typeof value[0] === 'string' && (typeof value[1] === 'string' || value[1] === null);
}

/** Replaces entries of an object. Skips unknown keys and values of the wrong shape, with a warning. */
function mergeTexts<T extends object>(base: T, overrides: object | null | undefined, path: string): T {
  const result = {...base};
  for (const [key, value] of Object.entries(overrides ?? {})) {
    if (value == null) continue;
    const isText = isKey(key, base);
    const text: unknown = isText && typeof base[key] === 'function' && typeof value === 'string' ? () => value : value;
    if (isText && hasSameShape(text, base[key])) result[key] = text;
    else console.warn(`<monime-checkout>: ${path}.${key} is unknown or of the wrong type; ignored.`);
  }
  return result;
}

/** Accepts any error code, because the defaults cover only some and the rest share `errorFallback`. */
function errorTexts(errors: unknown): Strings['errors'] {
  if (typeof errors !== 'object') return {};
  return Object.fromEntries(Object.entries(errors ?? {}).filter(([, text]) => typeof text === 'string'));
}

/** Applies overrides to complete texts; `methods`, `notes` and `errors` are merged entry by entry. */
export function applyOverrides(base: Strings, overrides: StringsOverride): Strings {
  const {methods, notes, errors, ...texts} = overrides;
  return {
    ...mergeTexts(base, texts, 'strings'),
    methods: mergeTexts(base.methods, methods, 'strings.methods'),
    notes: mergeTexts(base.notes, notes, 'strings.notes'),
    errors: {...base.errors, ...errorTexts(errors)},
  };
}
