import fc from 'fast-check';

type Values = Record<string, fc.Arbitrary<unknown>>;

const text = fc.oneof(fc.string({unit: 'grapheme'}), fc.constant(''));
const optional = (value: fc.Arbitrary<unknown>) => fc.oneof(value, fc.constantFrom(null, undefined));
const url = fc.constantFrom(
  'https://checkout.monime.io/scs-1',
  'https://checkout.paymongo.com/cs_1#x',
  'https://pay.example/x',
  'http://localhost:4010/pay',
  'http://shop.example/x.png',
  'https://monime.io.evil.example/x',
  'https://user:word@checkout.monime.io/x',
  'javascript:alert(1)',
  '//checkout.monime.io/x',
  '',
);
const date = fc.constantFrom('2026-01-15T10:00:00Z', '2026-01-15T10:00:00.000+08:00', '2026-01-15', 'tomorrow', '');
const amount = fc.oneof(
  fc.integer(),
  fc.constantFrom(0, 1, -1, 1.5, -0, 2 ** 52, 2 ** 53, -(2 ** 53), 1e308, Number.NaN, Number.POSITIVE_INFINITY),
);

const item: Values = {
  name: text,
  description: optional(text),
  quantity: fc.oneof(fc.integer({min: 1, max: 9}), amount),
  unitAmount: fc.oneof(fc.integer({min: 0, max: 1e6}), amount),
  currency: fc.oneof(fc.constantFrom('SLE', 'PHP', 'USD', 'sle', 'SLE\n', ''), text),
  imageUrl: optional(url),
};

export const session: Values = {
  id: optional(fc.constantFrom('scs-1', 'cs_1', 'scs-2', 'scs-../x', '')),
  provider: fc.constantFrom('monime', 'paymongo'),
  status: fc.oneof(fc.constantFrom('open', 'processing', 'completed', 'cancelled', 'expired'), text),
  title: optional(text),
  description: optional(text),
  merchant: optional(text),
  orderNumber: optional(text),
  lineItems: fc.array(fc.record(item), {maxLength: 3}),
  totals: fc.constant([{currency: 'SLE', amount: 1}]),
  accent: optional(fc.constantFrom('#0B6', '#00bb66', 'red', '#12345g', '')),
  hostedUrl: optional(url),
  expiresAt: optional(date),
  createdAt: optional(date),
  methods: optional(fc.array(text, {maxLength: 3})),
  feesPassedOn: optional(fc.boolean()),
  testMode: optional(fc.boolean()),
  framing: optional(fc.constantFrom('allowed', 'refused', 'unknown')),
  serverTime: optional(date),
  readAt: optional(date),
};

/** Values of a session with nothing wrong in them, so that a single mutation is what both readers find. */
export const good: Values = {
  ...session,
  id: fc.constantFrom('scs-1', null),
  hostedUrl: fc.constantFrom('https://checkout.monime.io/scs-1', null),
  lineItems: fc.array(
    fc.record({
      ...item,
      quantity: fc.integer({min: 1, max: 9}),
      unitAmount: fc.integer({min: 0, max: 1e6}),
      currency: fc.constantFrom('SLE', 'USD'),
    }),
    {maxLength: 3},
  ),
  expiresAt: fc.constantFrom('2026-01-15T10:00:00Z', null),
  createdAt: fc.constant(undefined),
  serverTime: fc.constant(null),
  readAt: fc.constant(null),
};

export const weird = fc.oneof(
  fc.jsonValue({maxDepth: 2}),
  fc.anything({maxDepth: 2}),
  fc.constantFrom(
    '',
    0,
    '1',
    [],
    {},
    [null],
    [[]],
    [{}],
    true,
    Number.POSITIVE_INFINITY,
    -1,
    '__proto__',
    JSON.parse('{"__proto__": {}}'),
  ),
);

/** Steps into a value by index, and replaces, removes or adds what is there. */
function mutate(value: unknown, steps: readonly number[], by: unknown, kind: 'replace' | 'remove' | 'add'): unknown {
  if (typeof value !== 'object' || value === null) return by;
  const keys = Object.keys(value);
  const [step = 0, ...rest] = steps;
  const key = keys[step % Math.max(1, keys.length)];
  if (key === undefined) return by;
  const copy: object = Array.isArray(value) ? [...value] : {...value};
  if (rest.length > 0 && typeof Reflect.get(value, key) === 'object' && Reflect.get(value, key) !== null)
    Reflect.set(copy, key, mutate(Reflect.get(value, key), rest, by, kind));
  else if (kind === 'replace') Reflect.set(copy, key, by);
  // Leaves a hole in an array.
  else if (kind === 'remove') Reflect.deleteProperty(copy, key);
  else Reflect.defineProperty(copy, '__proto__', {value: by, enumerable: true});
  return copy;
}

const steps = fc.array(fc.nat(20), {minLength: 1, maxLength: 4});
const change = fc.tuple(steps, weird, fc.constantFrom('replace' as const, 'remove' as const, 'add' as const));
/** With up to two changes, because both readers have to report the same one of two faults. */
export const changed = fc.tuple(fc.record(good), change, fc.option(change)).map(([value, first, second]) => {
  const once = mutate(value, ...first);
  return second ? mutate(once, ...second) : once;
});
