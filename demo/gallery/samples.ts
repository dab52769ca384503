import seed from '../../test/fixtures/monime-template.json' with {type: 'json'};

/** The gallery's server always has this time: what it answers is the same on every day. */
const SERVER_TIME = '2026-03-02T09:00:00.000Z';

interface Item {
  name: string;
  description: string | null;
  quantity: number;
  /** In minor units. */
  unitAmount: number;
  currency: string;
  imageUrl: string | null;
}

function item(name: string, price: number, changes: Partial<Item> = {}): Item {
  return {name, description: null, quantity: 1, unitAmount: price * 100, currency: 'SLE', imageUrl: null, ...changes};
}

function picture(name: string): {imageUrl: string} {
  return {imageUrl: `/public/pictures/${name}.svg`};
}

const rice = item('Rice, 25 kg bag', 680, {description: 'Parboiled long grain'});
const palmOil = item('Red palm oil, 1 litre', 38, {description: 'Pressed in Bo', quantity: 2});
const groundnuts = item('Groundnut paste, 500 g', 45, {quantity: 3});
const notebooks = item('Exercise books, pack of 5', 52, {description: 'A5, ruled, 80 pages'});

export const items = {
  one: [rice],
  four: [rice, palmOil, groundnuts, notebooks],
  six: [rice, palmOil, groundnuts, notebooks, item('Pencils, box of 12', 18), item('School bag', 150)],
  pictured: [
    {...rice, ...picture('rice')},
    {...palmOil, ...picture('palm-oil')},
    {...groundnuts, ...picture('none-there')},
    {...notebooks, ...picture('notebooks')},
  ],
  many: Array.from({length: 999}, (_, index) =>
    item(`Exercise book no. ${index + 1}`, 5 + (index % 7), {quantity: 1 + (index % 3)}),
  ),
  currencies: [rice, item('Software licence, one year', 49, {currency: 'USD'}), palmOil],
  longOrder: {
    title: 'Order for the reopening of the reading room of the Sierra Leone Library Board in Rokel Street',
    description: 'Please deliver to the side entrance between nine and twelve, and ring the bell twice.',
    lineItems: [
      item(
        'Solar home system with two lamps, phone charger, radio, torch and a five-year guarantee on the battery',
        2450,
        {
          description:
            'Delivered and installed in the Western Area within five working days; elsewhere by agreement with our partner in the district',
        },
      ),
      item('Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen', 120, {quantity: 12}),
      item('https://cottontree.example/articles/2026/03/order-confirmation-and-delivery-note', 1),
    ],
  },
  broken: [{...rice, unitAmount: 91.5}],
  dear: [item('Plot of land, Lumley', 98_765_432, {quantity: 10})],
};

/** A session of the gallery, in the words of the package. */
export function session(changes: Readonly<Record<string, unknown>> = {}): {session: Record<string, unknown>} {
  return {
    session: {
      provider: 'monime',
      status: 'open',
      title: 'Order FT-20418',
      description: null,
      merchant: 'Cotton Tree Stores',
      orderNumber: null,
      lineItems: items.four.slice(0, 2),
      accent: null,
      // Leads nowhere, and is the same on every machine.
      hostedUrl: 'https://pay.example/checkout/FT-20418',
      expiresAt: null,
      createdAt: SERVER_TIME,
      methods: ['momo', 'card', 'bank'],
      testMode: null,
      framing: 'unknown',
      serverTime: SERVER_TIME,
      ...changes,
    },
  };
}

/** A session whose hosted page is a page of the gallery: it can stand in a frame. */
export function framed(changes: Readonly<Record<string, unknown>> = {}): {session: Record<string, unknown>} {
  return session({hostedUrl: '/gallery/stand-in', framing: 'allowed', ...changes});
}

/** An error as the server half answers it. */
export function failure(status: number, code: string, headers: Readonly<Record<string, string>> = {}) {
  const body = JSON.stringify({error: {code, message: `The gallery answers ${code}.`}});
  return {status, body, headers: {'Content-Type': 'application/json', ...headers}};
}

/** The provider's own JSON, in which nearly everything is null. */
export const template: Readonly<Record<string, unknown>> = seed;
