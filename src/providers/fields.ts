import {invalidValue} from './read-context.ts';

/**
 * Returns a value if it is valid.
 * @throws {CheckoutError} `invalid_session`, with the path
 */
export type Check<Value> = (value: unknown, path: string) => Value;

function check<Value>(isValid: (value: unknown) => value is Value, expected: string): Check<Value> {
  return (value, path) => {
    if (isValid(value)) return value;
    throw invalidValue(path, expected);
  };
}

export const string = check((value) => typeof value === 'string', 'string');
export const number = check((value): value is number => Number.isFinite(value), 'number');
export const boolean = check((value) => typeof value === 'boolean', 'boolean');

export function oneOf<Word extends string>(...words: Word[]): Check<Word> {
  return check((value): value is Word => words.some((word) => word === value), words.join(' or '));
}

/** Adds a condition to a check. */
export function refine<Value>(
  checkValue: Check<Value>,
  isValid: (value: Value) => boolean,
  expected: string,
): Check<Value> {
  return (value, path) => {
    const checked = checkValue(value, path);
    if (isValid(checked)) return checked;
    throw invalidValue(path, expected);
  };
}

/** Also accepts `null` and `undefined`, and returns null for both. */
export function optional<Value>(checkValue: Check<Value>): Check<Value | null> {
  return (value, path) => (value == null ? null : checkValue(value, path));
}

export function list<Item>(checkItem: Check<Item>): Check<Item[]> {
  return (value, path) => {
    if (!Array.isArray(value)) throw invalidValue(path, 'array');
    return Array.from<unknown, Item>(value, (item, index) => checkItem(item, `${path}[${index}]`));
  };
}

/**
 * Returns a function that checks a field of an object.
 * @throws {CheckoutError} `invalid_session` if the value is not an object
 */
export function fieldsOf(value: unknown, path = ''): <Value>(key: string, checkValue: Check<Value>) => Value {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw invalidValue(path, 'object');
  return (key, checkValue) => checkValue(Reflect.get(value, key), path ? `${path}.${key}` : key);
}
