import {serve} from '@hono/node-server';
import {createCheckout, monime, type Store, type StoredRecord} from 'monime-checkout/server';
import {CALLS_A_SECOND, SPACE, TOKEN, WEBHOOK_SECRET} from './server-scenario.ts';

const [kind, apiUrl = ''] = process.argv.slice(2);

/** What a merchant writes without the server half: a plain proxy. */
async function proxy(request: Request): Promise<Response> {
  const id = new URL(request.url).pathname.split('/').at(-1);
  const answer = await fetch(`${apiUrl}/v1/checkout-sessions/${id}`, {
    headers: {Authorization: `Bearer ${TOKEN}`, 'Monime-Space-Id': SPACE},
  });
  const text = await answer.text();
  return new Response(text, {status: answer.status, headers: {'Content-Type': 'application/json'}});
}

/** A store as it is after the shop created the sessions: invented ones would get a small share of the rate only. */
function storeWithSessions(): Store {
  const records = new Map<string, StoredRecord>();
  return {
    async get(key) {
      const session = /^c:.*:(scs-\d+)$/.exec(key)?.[1];
      return session === undefined ? (records.get(key) ?? null) : {value: `w:bench:${session}`, version: ''};
    },
    async put(key, value, {version, nonce}) {
      if ((records.get(key)?.version ?? null) !== version) return false;
      records.set(key, {value, version: nonce});
      return true;
    },
    due: async () => [],
  };
}

function checkout() {
  const provider = monime({
    token: TOKEN,
    spaceId: SPACE,
    webhookSecret: WEBHOOK_SECRET,
    apiUrl,
    requestsPerSecond: CALLS_A_SECOND,
  });
  const store = storeWithSessions();
  return createCheckout({provider, origin: 'https://shop.example', store, onError: () => undefined}).fetch;
}

serve({fetch: kind === 'proxy' ? proxy : checkout(), hostname: '127.0.0.1', port: 0}, (address) => {
  process.send?.(address);
});
