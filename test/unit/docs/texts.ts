/** A text, said once with arguments that can be found again. */
interface Said {
  kind: 'string' | 'function' | 'pair';
  says: string;
  /** Words of the arguments that it has to repeat. */
  told: string[];
}

/** Arguments for the texts that are functions, and what of them has to be read again. */
const CALLS: Record<string, [unknown[], string[]][]> = {
  quantity: [
    [
      ['7', 'SLE 25.50'],
      ['7', 'SLE 25.50'],
    ],
  ],
  showAll: [
    [[42], ['42']],
    [[42, '٤٢'], ['٤٢']],
  ],
  payWith: [[['GCash, Maya'], ['GCash, Maya']]],
  payAt: [[['PayMongo'], ['PayMongo']]],
  pay: [
    [['SLE 91.50'], ['SLE 91.50']],
    [[null], []],
  ],
  payEarlier: [
    [['SLE 91.50'], ['SLE 91.50']],
    [[null], []],
  ],
  timeLeft: [
    [[42], ['42']],
    [[42, '٤٢'], ['٤٢']],
    [[0], []],
  ],
  inAppTitle: [
    [['Instagram'], ['Instagram']],
    [[null], []],
  ],
  errorCode: [[['not_found'], ['not_found']]],
};

function said(path: string, text: unknown): [string, Said][] {
  if (typeof text === 'string') return [[path, {kind: 'string', says: text, told: []}]];
  if (typeof text === 'function') {
    const calls = CALLS[path];
    if (!calls) throw new Error(`No arguments are given for ${path}.`);
    return calls.map(([values, told]) => [
      `${path} ${values.join()}`.trim(),
      {kind: 'function', says: String(text(...values)), told},
    ]);
  }
  if (Array.isArray(text))
    return [[path, {kind: 'pair', says: text.filter((part) => part !== null).join('\n'), told: []}]];
  return Object.entries(text ?? {}).flatMap(([key, value]) => said(`${path}.${key}`, value));
}

/** Every text by its path, such as `errors.network`. */
export function textsOf(strings: object): Map<string, Said> {
  return new Map(Object.entries(strings).flatMap(([key, text]) => said(key, text)));
}

/** What the texts say, by path. */
export function wordsOf(strings: object): Record<string, string> {
  return Object.fromEntries([...textsOf(strings)].map(([path, {says}]) => [path, says]));
}
