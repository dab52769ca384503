import fc from 'fast-check';
import {refusal, withValue} from './wire.ts';

/** Values that a field must not have, besides null. */
const other = (isRight: (value: unknown) => boolean) =>
  fc.jsonValue({maxDepth: 1}).filter((value) => value !== null && !isRight(value));
const isObject = (value: unknown) => typeof value === 'object' && !Array.isArray(value);
const isString = (value: unknown) => typeof value === 'string';
const isNumber = (value: unknown) => typeof value === 'number';

const WRONG = {
  text: other(isString),
  date: fc.oneof(other(isString), fc.constantFrom('', 'tomorrow', '2026-13-01')),
  currency: fc.oneof(other(isString), fc.constantFrom('', 'PH', 'PHPX', 'XPHP', 'php', 'PHP ', '₱₱₱')),
  integer: fc.oneof(other(isNumber), fc.constantFrom(1.5, -0.1, 2 ** 53, -(2 ** 53), 1e21)),
  quantity: fc.oneof(other(isNumber), fc.constantFrom(0, -1, 1.5, 2 ** 53)),
  seconds: fc.oneof(other(isNumber), fc.constantFrom(-1, 1.5, 8.64e12 + 1, 2 ** 53)),
  boolean: other((value) => typeof value === 'boolean'),
  list: other(Array.isArray),
  object: other(isObject),
} satisfies Record<string, fc.Arbitrary<unknown>>;

interface Field {
  path: string;
  kind: keyof typeof WRONG;
  isRequired?: true;
}

/**
 * What is wrong with how a reader checks a session that has every field: it must refuse each wrong value by its path, and
 * do without the fields that may be missing. Checks all fields at once, because a reader creates its schema once.
 */
export function faultsOf(whole: object, fields: readonly Field[]): string[] {
  return fields.flatMap(({path, kind, isRequired}) => {
    const refused = `invalid_session ${path}`;
    const cases: [unknown, string][] = [
      ...[null, undefined].map((value): [unknown, string] => [value, isRequired ? refused : 'taken']),
      ...fc.sample(WRONG[kind], 40).map((value): [unknown, string] => [value, refused]),
    ];
    return cases.flatMap(([value, expected]) => {
      const found = refusal(withValue(whole, path, value));
      return found === expected ? [] : `${path} ${JSON.stringify(value)}: ${found}, not ${expected}`;
    });
  });
}
