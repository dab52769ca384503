import {createServer} from 'node:http';
import {json, text} from 'node:stream/consumers';
import {betterAuth} from 'better-auth';
import {memoryAdapter} from 'better-auth/adapters/memory';
import {toNodeHandler} from 'better-auth/node';
import {paymongo as paymongoPlans} from 'better-auth-paymongo';
import {createClient} from 'monime-package';
import paymongo from 'paymongo-node';

const {SHOP_ORIGIN: origin, PAYMONGO_KEY: secretKey, PAYMONGO_SECRET: webhookSecretKey} = process.env;
const clients = {
  monime: createClient({accessToken: process.env.MONIME_TOKEN, monimeSpaceId: process.env.MONIME_SPACE}),
  paymongo: paymongo(secretKey),
  paymongoWithWrongKey: paymongo('sk_test_wrong'),
};

const tables = ['user', 'session', 'account', 'verification', 'paymongoSession', 'paymongoUsage'];
const auth = betterAuth({
  baseURL: origin,
  secret: 'a secret of the tests, of more than 32 characters',
  database: memoryAdapter(Object.fromEntries(tables.map((table) => [table, []]))),
  emailAndPassword: {enabled: true},
  telemetry: {enabled: false},
  plugins: [
    paymongoPlans({
      secretKey,
      features: {books: {type: 'metered', limit: 3}},
      plans: {
        reader: {amount: 5100, currency: 'PHP', displayName: 'Reader', interval: 'monthly', features: {books: 20}},
      },
    }),
  ],
});
const handleAuth = toNodeHandler(auth);

/** Calls a method of a client, such as `checkoutSession.create`, and returns what it returned or threw, for JSON. */
async function call({client, method, args}) {
  const [service, name] = method.split('.');
  try {
    const {error, ...result} = await clients[client][service][name](...args);
    return error ? {status: error.response?.status, body: error.response?.data} : {result};
  } catch (error) {
    return {thrown: error.type ?? `${error.name}: ${error.message}`, codes: error.errors?.map(({code}) => code)};
  }
}

async function receiveWebhook(request) {
  const payload = await text(request);
  const signatureHeader = request.headers['paymongo-signature'];
  try {
    const {type, resource} = clients.paymongo.webhooks.constructEvent({payload, signatureHeader, webhookSecretKey});
    console.log(`Event ${type} of ${resource.id}`);
    return 200;
  } catch (error) {
    return error.type === 'SignatureVerificationError' ? 401 : 500;
  }
}

createServer(async (request, response) => {
  if (request.url.startsWith('/api/auth/')) return handleAuth(request, response);
  if (request.url === '/webhooks') return response.writeHead(await receiveWebhook(request)).end();
  if (request.url === '/call') return response.end(JSON.stringify(await call(await json(request))));
  response.end();
}).listen(Number(process.env.PORT));
