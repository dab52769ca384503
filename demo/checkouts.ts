import {SANDBOX_KEYS} from 'monime-checkout/sandbox';
import {type CheckoutOptions, createCheckout, monime, paymongo, type Store} from 'monime-checkout/server';
import {type Orders, titleOf} from './orders.ts';
import {formatPrice, freetown, manila, type Shop} from './shops.ts';

/** Keys of the real providers; a provider without is the sandbox. */
export interface ProviderKeys {
  monime: {token: string; spaceId: string} | null;
  payMongo: {secretKey: string} | null;
}

export interface CheckoutsOptions {
  /** The shop's own. */
  origin: string;
  /** Path of the demo's root, without the slash at its end. */
  root?: string;
  /** Default: memory. */
  store?: Store;
  sandboxUrl: string;
  keys: ProviderKeys;
  orders: Orders;
  log(line: string): void;
}

/** The server half of each shop, mounted at `/checkout/monime` and `/checkout/paymongo`. */
export function createCheckouts({origin, root = '', store, sandboxUrl, keys, orders, log}: CheckoutsOptions) {
  const shared = (shop: Shop, real: boolean) =>
    ({
      origin,
      ...(store && {store}),
      basePath: `${root}/checkout/${shop.provider}`,
      landing: {success: `${root}/${shop.id}/thanks`, cancel: `${root}/${shop.id}/cart`},
      async createSession(request) {
        const key = request.headers.get('Idempotency-Key') ?? crypto.randomUUID();
        const order = orders.place(shop, await request.json(), key);
        return {
          title: titleOf(order),
          reference: order.number,
          accent: shop.accent,
          lineItems: order.lines.map(({product: {name, description, unitAmount, picture}, quantity}) => ({
            name,
            description,
            unitAmount,
            quantity,
            currency: shop.currency,
            // Real providers only take pictures on https.
            imageUrl: real ? null : `${origin}${root}/public/pictures/${picture}.svg`,
          })),
        };
      },
      onCompleted({id, totals}, {reference, payment}) {
        const settled = orders.settle(reference, id ?? '');
        if (!settled) return log(`A payment for ${reference}, which is no order of ours (${id})`);
        const {order, isNew} = settled;
        const amount = payment?.amount ?? totals[0]?.amount ?? 0;
        if (order.paidBy !== id) log(`${titleOf(order)} was paid twice: refund ${id}`);
        else if (amount < order.total) log(`${titleOf(order)} was paid with too little: look at ${id}`);
        else if (isNew) log(`${titleOf(order)} is paid: ${formatPrice(shop, order.total)} (${id})`);
      },
      onAttention(kind, {reference, session}) {
        log(`Look at the payment of ${reference ?? session.id}: it is ${kind} (${session.id})`);
      },
    }) satisfies Omit<CheckoutOptions, 'provider'>;

  return {
    monime: createCheckout({
      ...shared(freetown, keys.monime !== null),
      // What the real page does in a frame is not documented; of the sandbox we know it.
      provider: monime(keys.monime ?? {...SANDBOX_KEYS.monime, apiUrl: `${sandboxUrl}/monime`, framing: 'allowed'}),
    }),
    paymongo: createCheckout({
      ...shared(manila, keys.payMongo !== null),
      provider: paymongo(
        keys.payMongo ?? {secretKey: SANDBOX_KEYS.paymongo.secretKey, apiUrl: `${sandboxUrl}/paymongo`},
      ),
    }),
  };
}
