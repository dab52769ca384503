import {SANDBOX_KEYS} from 'monime-checkout/sandbox';
import {createCheckout, monime, paymongo, type Store} from 'monime-checkout/server';
import {readOrder} from './orders.ts';

export interface GalleryCheckoutsOptions {
  /** The demo's own. */
  origin: string;
  /** Path of the demo's root, without the slash at its end. */
  root?: string;
  sandboxUrl: string;
  store?: Store;
  /** Told when an order is paid. */
  log(line: string): void;
}

/** The server halves of the gallery: always with the sandbox, whatever keys the shops have. */
export function createGalleryCheckouts({origin, root = '', sandboxUrl, store, log}: GalleryCheckoutsOptions) {
  const shared = (provider: 'monime' | 'paymongo', currency: string) => ({
    origin,
    ...(store && {store}),
    basePath: `${root}/gallery/checkout/${provider}`,
    landing: {success: `${root}/gallery/thanks/${provider}`, cancel: `${root}/gallery/thanks/${provider}`},
    createSession: (request: Request) => readOrder(request, currency),
    onCompleted: ({id, title}: {id: string | null; title: string | null}) => log(`Gallery: ${title} is paid (${id})`),
  });
  const {token, spaceId} = SANDBOX_KEYS.monime;
  const {secretKey} = SANDBOX_KEYS.paymongo;
  return {
    monime: createCheckout({
      ...shared('monime', 'SLE'),
      provider: monime({token, spaceId, apiUrl: `${sandboxUrl}/monime`, framing: 'allowed'}),
    }),
    paymongo: createCheckout({
      ...shared('paymongo', 'PHP'),
      provider: paymongo({secretKey, apiUrl: `${sandboxUrl}/paymongo`}),
    }),
  };
}
