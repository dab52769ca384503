import {failure, items, session, template} from './samples.ts';
import {type GalleryState, group} from './state.ts';
import {surface} from './surface-states.ts';

const open = {at: 'ready', call: 'open'} as const;
const paid = session({status: 'completed'});
const cancelled = session({status: 'cancelled'});
const expired = session({status: 'expired'});

const order = group('order', 'ready', [
  {name: 'loading', title: 'Loading', answers: [{fault: 'late'}], phase: 'loading'},
  {
    name: 'loading-items',
    title: 'Loading, room kept for four items',
    attributes: {items: '4'},
    answers: [{fault: 'late'}],
    phase: 'loading',
  },
  {name: 'ready', title: 'Ready to be paid', answers: [session()]},
  {name: 'ready-one', title: 'One item', answers: [session({lineItems: items.one})]},
  {name: 'ready-four', title: 'Four items', answers: [session({lineItems: items.four})]},
  {name: 'ready-six', title: 'Six items', answers: [session({lineItems: items.six})]},
  {name: 'ready-seven', title: 'Seven items, collapsed', answers: [session({lineItems: items.many.slice(0, 7)})]},
  {name: 'ready-999', title: '999 items', answers: [session({lineItems: items.many})], tall: true},
  {name: 'ready-pictures', title: 'Pictures, one of them missing', answers: [session({lineItems: items.pictured})]},
  {name: 'ready-currencies', title: 'Several currencies', answers: [session({lineItems: items.currencies})]},
  {name: 'ready-long', title: 'Long names', answers: [session(items.longOrder)]},
  {name: 'ready-dear', title: 'A large amount', answers: [session({lineItems: items.dear})]},
  {
    name: 'methods',
    title: 'Methods of PayMongo',
    answers: [
      session({
        provider: 'paymongo',
        methods: ['card', 'gcash', 'paymaya', 'grab_pay', 'qrph', 'shopee_pay', 'dob_ubp', 'brankas_bdo', 'crypto'],
      }),
    ],
  },
  {name: 'methods-none', title: 'Methods not known', answers: [session({methods: []})]},
  {
    name: 'fees',
    title: 'A fee that the customer pays',
    answers: [session({provider: 'paymongo', methods: ['card', 'gcash'], feesPassedOn: true})],
  },
  {name: 'test-mode', title: 'Test mode', answers: [session({testMode: true})]},
  {name: 'time-left', title: 'Time left', answers: [session({expiresAt: '2026-03-02T09:24:40.000Z'})]},
  {name: 'time-short', title: 'Hardly any time left', answers: [session({expiresAt: '2026-03-02T09:00:50.000Z'})]},
  {name: 'template', title: "Monime's template, not filled in", answers: [{session: template}]},
  {name: 'not-payable', title: 'Not payable', answers: [session({hostedUrl: null})]},
  {name: 'disabled', title: 'Disabled', attributes: {disabled: ''}, answers: [session()]},
]);

const outcome = group('outcome', 'settled', [
  {name: 'processing', title: 'Checking the payment', answers: [session({status: 'processing'})], phase: 'confirming'},
  {
    name: 'overdue',
    title: 'Checking takes long',
    answers: [session({status: 'processing'})],
    phase: 'confirming',
    hurried: true,
  },
  {name: 'completed', title: 'Paid', answers: [paid]},
  {
    name: 'completed-order-number',
    title: 'Paid, with an order number',
    answers: [session({status: 'completed', orderNumber: 'SCO-1042-7719'})],
  },
  {
    name: 'completed-fees',
    title: 'Paid, with a fee',
    answers: [session({provider: 'paymongo', status: 'completed', feesPassedOn: true})],
  },
  {name: 'completed-next', title: "Paid, with the merchant's next step", content: ['completed'], answers: [paid]},
  {name: 'cancelled', title: 'Cancelled', answers: [cancelled]},
  {
    name: 'cancelled-renew',
    title: 'Cancelled, can be paid anew',
    answers: [cancelled],
    createSession: 'answers',
  },
  {name: 'expired', title: 'Expired', answers: [expired]},
  {name: 'expired-renew', title: 'Expired, can be paid anew', answers: [expired], createSession: 'answers'},
]);

const note = group('note', 'ready', [
  {
    name: 'note-closed',
    title: 'Closed unpaid',
    answers: [session()],
    steps: [open, {at: 'presenting', call: 'close'}],
    shows: '[part~="message"]',
  },
  {
    name: 'note-cancelled',
    title: 'Came back without paying',
    answers: [session()],
    steps: [open, {at: 'presenting', hear: 'cancel'}],
    shows: '[part~="message"]',
  },
  {
    name: 'note-elsewhere',
    title: 'Being paid in another tab',
    answers: [session()],
    steps: [{at: 'ready', hear: 'elsewhere'}],
    shows: '[part~="message"]',
  },
]);

const error = group('error', 'failed', [
  {name: 'error-network', title: 'No connection', answers: [{fault: 'broken'}]},
  {name: 'error-timeout', title: 'Slow connection', answers: [failure(408, 'timeout')]},
  {name: 'error-not-found', title: 'No such order', answers: [failure(404, 'not_found')]},
  {name: 'error-not-allowed', title: 'Not allowed', answers: [failure(403, 'not_allowed')]},
  {name: 'error-provider', title: 'The provider is down', answers: [failure(500, 'provider_unavailable')]},
  {name: 'error-rate', title: 'Too many requests', answers: [failure(429, 'rate_limited', {'Retry-After': '1'})]},
  {name: 'error-malformed', title: 'An answer that cannot be read', answers: [{status: 200, body: '{"id": "scs-'}]},
  {name: 'error-amount', title: 'An amount that is none', answers: [session({lineItems: items.broken})]},
  {
    name: 'error-host',
    title: 'A payment page on a strange host',
    answers: [session({hostedUrl: 'https://evil.example'})],
  },
  {name: 'error-id', title: 'Not the id of a session', attributes: {'session-id': 'order-77'}, answers: [session()]},
  {
    name: 'error-secret',
    title: 'A secret key in the page',
    attributes: {'public-key': 'sk_test_gallery'},
    answers: [session()],
  },
  {
    name: 'error-create',
    title: 'The session could not be made',
    answers: [],
    createSession: 'fails',
    steps: [{at: 'idle', call: 'open'}],
  },
]);

const idle = group('idle', 'idle', [
  {name: 'idle-link', title: 'No session: the link remains', content: ['link'], answers: []},
  {
    name: 'idle-create',
    title: 'The session is made on the click',
    content: ['merchant'],
    answers: [],
    createSession: 'answers',
  },
]);

const look = group('look', 'ready', [
  {name: 'merchant', title: "The merchant's name", content: ['merchant'], answers: [session()]},
  {name: 'logo', title: "The merchant's logo", content: ['logo'], answers: [session()]},
  {name: 'accent-yellow', title: 'Light yellow branding', answers: [session({accent: '#fff3a3'})]},
  {name: 'accent-black', title: 'Black branding', answers: [session({accent: '#000000'})]},
  {name: 'accent-white', title: 'White branding', answers: [session({accent: '#ffffff'})]},
  {name: 'accent-red', title: 'Red branding', answers: [session({accent: '#d0021b'})]},
  {
    name: 'properties',
    title: "The merchant's own properties",
    style: {
      '--monime-checkout-accent': '#6d28d9',
      '--monime-checkout-on-accent': '#ffffff',
      '--monime-checkout-surface': '#fdf4ff',
      '--monime-checkout-text': '#2e1065',
      '--monime-checkout-radius': '2px',
      '--monime-checkout-font': 'ui-serif, Georgia, serif',
    },
    answers: [session({accent: '#d0021b'})],
  },
]);

/** Every state of the element, for the pages that show them and for the tests that look at them. */
export const states: readonly GalleryState[] = [...order, ...outcome, ...note, ...error, ...idle, ...look, ...surface];
