import type {Language} from '../locales/language.ts';

/** Names that are the same in every language, by the providers' words. */
const BRANDS: Readonly<Record<string, string>> = {
  gcash: 'GCash',
  paymaya: 'Maya',
  grab_pay: 'GrabPay',
  shopee_pay: 'ShopeePay',
  shopeepay: 'ShopeePay',
  qrph: 'QR Ph',
  billease: 'BillEase',
  atome: 'Atome',
};

/** Returns how one can pay, in words; null if no method is known. Leaves out methods without a name. */
export function methodsText(methods: readonly string[], {strings, tag}: Language): string | null {
  const names: Readonly<Record<string, string>> = {...BRANDS, ...strings.methods};
  // PayMongo names each bank: `dob`, `dob_ubp`, `brankas_bdo` …
  const words = methods.map((method) => (/^(dob|brankas)(_|$)/.test(method) ? 'bank' : method));
  const known = words.flatMap((word) => (Object.hasOwn(names, word) && names[word]) || []);
  if (known.length === 0) return null;
  // In the language of the texts, and not that of the page; in English if the engine lacks it.
  return strings.payWith(new Intl.ListFormat([tag, 'en'], {type: 'disjunction'}).format(new Set(known)));
}
