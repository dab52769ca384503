export interface Product {
  id: string;
  name: string;
  description: string;
  /** In minor units of the shop's currency. */
  unitAmount: number;
  /** Name of a file in `public/pictures`, without its ending. */
  picture: string;
}

export interface Shop {
  id: 'freetown' | 'manila';
  name: string;
  place: string;
  welcome: string;
  /** ISO 4217 code. */
  currency: string;
  provider: 'monime' | 'paymongo';
  /** Brand colour, also for the payment page. */
  accent: string;
  /** What order numbers begin with. */
  initials: string;
  products: readonly Product[];
}

function product(id: string, name: string, description: string, price: number, picture = id): Product {
  return {id, name, description, unitAmount: price * 100, picture};
}

export const freetown: Shop = {
  id: 'freetown',
  name: 'Cotton Tree Stores',
  place: 'Siaka Stevens Street, Freetown',
  welcome: 'Provisions, books and cloth, delivered anywhere in the Western Area.',
  currency: 'SLE',
  provider: 'monime',
  accent: '#0b6e4f',
  initials: 'FT',
  products: [
    product('rice', 'Rice, 25 kg bag', 'Parboiled long grain', 680),
    product('palm-oil', 'Red palm oil, 1 litre', 'Pressed in Bo', 38),
    product('groundnuts', 'Groundnut paste, 500 g', 'Roasted, nothing added', 45),
    product('notebooks', 'Exercise books, pack of 5', 'A5, ruled, 80 pages', 52),
    product('gara', 'Gara cloth, 2 yards', 'Dyed by hand in Makeni', 240),
    product('phone-credit', 'Phone credit', 'By text message, any network', 20, 'phone'),
  ],
};

export const manila: Shop = {
  id: 'manila',
  name: 'Sampaguita Store',
  place: 'Ermita, Manila',
  welcome: 'Pantry, reading and load from the corner sari-sari, delivered across Metro Manila.',
  currency: 'PHP',
  provider: 'paymongo',
  accent: '#7a2e5d',
  initials: 'MN',
  products: [
    product('rice', 'Sinandomeng rice, 5 kg', 'From Nueva Ecija', 290),
    product('coffee', 'Barako coffee, 250 g', 'Batangas, ground medium', 245),
    product('mangoes', 'Dried mangoes, 200 g', 'From Cebu', 180),
    product('stories', 'Stories from Ermita', 'Paperback, 212 pages', 395, 'book'),
    product('calamansi', 'Calamansi, 1 kg', 'Picked this week', 120),
    product('phone-load', 'Phone load', 'By text message, any network', 100, 'phone'),
  ],
};

export const shops: readonly Shop[] = [freetown, manila];

/** Print of an amount in the language of the pages. */
export function formatPrice({currency}: Shop, amount: number): string {
  return new Intl.NumberFormat('en', {style: 'currency', currency}).format(amount / 100);
}
