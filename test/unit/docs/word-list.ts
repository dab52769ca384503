/** Words of a private dialect, and what to write in plain English. Matched in any case, within a passage. */
export const WORDS: readonly (readonly [pattern: RegExp, write: string])[] = [
  [/\banew\b|\bafresh\b/, 'again, or name what happens: "reloads"'],
  [/\b(?:nobody|somebody|whoever|whomever)\b/, 'no one, someone, anyone who; or name them: the customer, the browser'],
  [/\ball the same\b/, 'anyway, still'],
  [/\bmend(?:s|ed|ing)?\b/, 'fix, correct'],
  [/\bstands?\b(?! out|-ins?)|\bstood\b/, 'is, contains, appears'],
  [/\bhears? (?:of|about|that|when|from)\b|\b(?:is|are|be|been) (?:not )?heard\b/, 'receives, learns of'],
  [/\btold\b(?! apart)/, 'receives, is passed, sees'],
  [
    /\btells? (?:nobody|of|whether|whose|which|it|its|the (?:widget|page|window|provider|server|element|browser))\b/,
    'notifies, sends, reports',
  ],
  [/\bwaits? to be\b/, 'name what it waits for'],
  [/\b(?:is|are|was|were|be|been|being) (?:not )?asked\b(?! to\b)/, 'active voice: the widget polls, reads, requests'],
  [/\basks? (?:again|once more|early|late)\b/, 'reads, polls or requests again'],
  [/\bsays? (?:paid|completed|cancelled|expired|open)\b/, 'returns, reports'],
  [/\bprovider(?:'s|’s) word\b/, 'a read from the provider'],
  [/\b(?:speaks?|spoke|spoken)\b/, 'uses, supports, is in'],
  [/\bbelieved?\b/, 'trusted, assumed'],
  [/\b(?:plays?|played)\b/, 'simulates'],
  [/\bnews\b/, 'events, updates, messages'],
  [/\bshut\b/, 'closed'],
  [/\bhands? (?!-)(?:it|them|on|to|your|the|all|options|get|post)\b|\bhanded on\b/, 'passes, forwards'],
  [/\b(?:held|holds?) (?:\S+ ){0,3}back\b/, 'blocks, delays'],
  [/\bas (?:it|they) (?:came|comes?|stands?)\b/, 'unchanged, raw'],
  [/\byours to\b/, 'you must, you can'],
  [
    /\bin vain\b|\bfor nothing\b(?! else)|\bas against\b|\bheed\b|\blest\b|\bwhence\b|\bthereof\b|\bwherein\b/,
    'a plain word',
  ],
  [/\bwhere (?:there|none|nothing|no|not|nobody)\b/, 'if there is no, unless'],
  [/\b(?:null|undefined|true|false|empty|also|only|throws?|fails?|\d+) where\b|; where\b/, 'if, when'],
  [/\bwhere (?:it|they|one) (?:can|cannot|does|do|fails?|is (?:not|known|set|given))\b/, 'if, when'],
  [/(?:^|[.:] )(?:- )?where (?!(?:the|and|a) )[^.:;|]{3,100}, /, 'if, when'],
];

/** Passages in which a word of the list is right. At most ten. */
export const EXCEPTIONS: readonly {file: string; words: string; why: string}[] = [];

/** Documents that are not rewritten yet. Take each out once it is: a test fails if it has no such words. */
export const NOT_REWRITTEN: readonly string[] = [];
