/** What the documents take for granted in a merchant's code, and its type. */
const GIVEN: Readonly<Record<string, string>> = {
  cart: 'string',
  checkout: "import('monime-checkout/server').Checkout",
  createMonimeSession: '(cart: unknown) => Promise<{redirectUrl: string}>',
  id: 'string',
  notifyStaff:
    "(kind: string, reference: string | null, payment: import('monime-checkout/server').Payment | null) => void",
  orderFor: "(cart: string) => Promise<{number: string; lineItems: import('monime-checkout/server').OrderItem[]}>",
  ownsOrder: '(cookie: string | null, id: string | null) => Promise<boolean>',
  pricedItems: "(cart: string) => Promise<import('monime-checkout/server').OrderItem[]>",
  ship: '(reference: string | null, key: string) => Promise<void>',
  showThanks: '() => void',
  someOptions: "{provider: import('monime-checkout/server').ProviderAdapter<object>; origin: string}",
  store: "import('monime-checkout/server').Store",
  trace: '{getActiveSpan(): {addEvent(name: string, attributes: object): void} | undefined}',
};

/** Packages that examples import and that are not installed here. */
const PACKAGES = `
declare module 'next/script' {
  const Script: (props: {type?: string; src: string}) => null;
  export default Script;
}
`;

/** Where an event comes by on the document, JavaScript does not ask what it is. */
const EVENTS = `
interface DocumentEventMap {
  'monime-error': import('monime-checkout').MonimeErrorEvent;
}
`;

/** Declarations for the compiler. */
export function givens(kind: 'ts' | 'js'): string {
  const names = Object.entries(GIVEN).map(([name, type]) => `declare const ${name}: ${type};`);
  return `${names.join('\n')}\n${PACKAGES}${kind === 'js' ? EVENTS : ''}`;
}
