import {
  type CheckoutSession,
  type CreateSession,
  MonimeCheckoutElement,
  type MonimeCheckoutEventMap,
  type Phase,
} from '../../src/index.ts';

// What a merchant's script writes. Nothing here is run: the compiler is the test.

const checkout: MonimeCheckoutElement = document.createElement('monime-checkout');
const found: MonimeCheckoutElement | null = document.querySelector('monime-checkout');
const made: MonimeCheckoutElement = new MonimeCheckoutElement();
const createSession: CreateSession = async ({key, renew}) => `scs-${key}-${renew ?? 'first'}`;
const numbers: (string | null)[] = [];

checkout.sessionId = 'scs-1';
checkout.endpoint = '/checkout';
checkout.mode = 'popup';
checkout.mode = new URLSearchParams('mode=qr').get('mode');
checkout.theme = 'dark';
checkout.items = 5;
checkout.disabled = true;
checkout.session = JSON.parse('{}');
checkout.createSession = createSession;
checkout.open();

const phase: Phase = checkout.phase;
const code: string | undefined = checkout.error?.code;
const signal = AbortSignal.timeout(1000);

checkout.addEventListener('monime-complete', ({session, initial, id}) => {
  const paid: CheckoutSession = session;
  numbers.push(paid.orderNumber, initial ? 'before' : 'now', id.toUpperCase());
});
checkout.addEventListener('monime-fallback', ({from, to, reason}) => numbers.push(from, to, reason), {signal});
document.addEventListener('monime-error', ({error}) => numbers.push(error.code, error.path));
window.addEventListener('monime-complete', ({session}) => numbers.push(session.orderNumber), {signal});
addEventListener('monime-close', ({session}) => numbers.push(session?.id ?? null));
document.body.addEventListener('monime-change', ({phase, previous}) => numbers.push(phase, previous));
checkout.addEventListener('click', ({clientX}) => numbers.push(clientX.toFixed()));
checkout.addEventListener('a-slotted-event', (event) => numbers.push(event.type));

export const used: [MonimeCheckoutElement | null, MonimeCheckoutElement, Phase, string | undefined, Name] = [
  found,
  made,
  phase,
  code,
  'monime-ready',
];
type Name = keyof MonimeCheckoutEventMap;

// What the compiler refuses.

// @ts-expect-error: a mode is a word
checkout.mode = true;
// @ts-expect-error: one of three words
checkout.theme = 'blue';
// @ts-expect-error: a boolean
checkout.disabled = 'disabled';
// @ts-expect-error: read-only
checkout.phase = 'ready';
// @ts-expect-error: read-only
checkout.error = null;
// @ts-expect-error: a promise of the id
checkout.createSession = () => 'scs-1';
// @ts-expect-error: what is opened is the element's own session
checkout.open('scs-1');
// @ts-expect-error: the event has its data on itself
checkout.addEventListener('monime-complete', ({detail}) => numbers.push(detail));
// @ts-expect-error: the same on the document
document.addEventListener('monime-error', ({detail}) => numbers.push(detail));
// @ts-expect-error: and on the window
window.addEventListener('monime-complete', ({error}) => numbers.push(error.code));
// @ts-expect-error: an event that there is not
export const wrong: Name = 'monime-paid';
