import {CheckoutError, type Order, type OrderItem} from 'monime-checkout/server';
import * as z from 'zod/mini';

interface GalleryOrder {
  title: string;
  /** What the references of its orders begin with. */
  prefix: string;
  accent: string;
  lines: readonly Pick<OrderItem, 'name' | 'description' | 'quantity' | 'unitAmount'>[];
}

function line(name: string, description: string, price: number, quantity = 1) {
  return {name, description, quantity, unitAmount: price * 100};
}

/** What can be paid in the gallery, by the name that its pages ask for. */
const galleryOrders = {
  parcel: {
    title: 'Parcel from Bo',
    prefix: 'PCL',
    accent: '#24506b',
    lines: [line('Parcel, up to 5 kg', 'Bo to Freetown, next day', 85), line('Insurance', 'Up to 2,000', 12)],
  },
  invoice: {
    title: 'Invoice INV-2041',
    prefix: 'INV-2041',
    accent: '#4338ca',
    lines: [
      line('Team plan, March', 'Twelve seats', 90, 12),
      line('Extra storage', '50 GB', 15, 3),
      line('Text messages', 'Over the 500 of the plan', 1, 64),
    ],
  },
  seats: {
    title: 'Five more seats',
    prefix: 'SEA',
    accent: '#4338ca',
    lines: [line('Seat, rest of March', 'Added at once', 58, 5)],
  },
  lunch: {
    title: 'Plate of the day',
    prefix: 'LCH',
    accent: '#b45309',
    lines: [line('Cassava leaf and rice', 'With a bottle of water', 45)],
  },
  fees: {
    title: 'School fees, second term',
    prefix: 'FEE',
    accent: '#0b6e4f',
    lines: [
      line('Tuition', 'Class 5', 950),
      line('Exercise books', 'Pack of ten', 104),
      line('Lunch', 'Ten weeks', 30, 10),
    ],
  },
} satisfies Record<string, GalleryOrder>;

export type OrderName = keyof typeof galleryOrders;

const byName = new Map<string, GalleryOrder>(Object.entries(galleryOrders));

const Body = z.object({order: z.string()});

/**
 * The order that a page of the gallery asks for: which one is the browser's wish, what it costs is not.
 * @throws {CheckoutError} `invalid_request`
 */
export async function readOrder(request: Request, currency: string): Promise<Order> {
  const {data} = z.safeParse(Body, await request.json());
  const order = data && byName.get(data.order);
  if (!order) throw new CheckoutError('invalid_request', 'The gallery has no such order.', {path: 'order'});
  const {title, prefix, accent, lines} = order;
  const key = request.headers.get('Idempotency-Key') ?? '';
  return {
    title,
    reference: `${prefix}-${key.slice(0, 12)}`,
    accent,
    lineItems: lines.map(({name, description, quantity, unitAmount}) => ({
      name,
      description,
      quantity,
      unitAmount,
      currency,
    })),
  };
}
