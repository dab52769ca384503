import {SANDBOX_KEYS, createSandbox} from 'monime-checkout/sandbox';
import {type CheckoutSession, createCheckout, monime, paymongo, type ProviderAdapter} from 'monime-checkout/server';
import {serveStatic} from '@hono/node-server/serve-static';
import {Hono} from 'hono';
import {html, raw} from 'hono/html';
import {afterAll, afterEach, beforeAll} from 'vitest';
import * as z from 'zod/mini';
import {listen, type Listener} from '../../demo/listen.ts';
import type {Customer} from './customer.ts';
import {letCustomersIn} from './customers.ts';
import {act, type Switches, turn} from './sandbox.ts';

/** Server halves: two providers, and Monime once more for a merchant who states that its page may stand in a frame. */
export type Endpoint = 'monime' | 'framed' | 'paymongo';

export interface Session {
  id: string;
  hostedUrl: string;
}

export interface OpenMerchant {
  /** Where the sandbox is: another site than the merchant's. */
  readonly sandboxUrl: string;
  /** Ids of the sessions that `onCompleted` was called for since the test began. */
  readonly completed: string[];
  enter(): Promise<Customer>;
  /** Makes a session of 91.50. */
  order(endpoint: Endpoint, title?: string): Promise<Session>;
  /** Makes one without the server half; its endpoint, `/own`, answers PayMongo's JSON as it is. */
  orderByHand(urls: {success: string; cancel: string}): Promise<Session & {clientKey: string}>;
  /** The session, for a page that is rendered on the server. */
  get(endpoint: Endpoint, id: string): Promise<CheckoutSession>;
  /** Serves a page with the widget for a session; answers its address. */
  serveCheckout(endpoint: Endpoint, session: Session, headers?: Record<string, string>): string;
  /** Serves a page from now on; answers its address. What is to be in it may be known later. */
  serve(body: string | (() => string), headers?: Record<string, string>, head?: string): string;
  /** Files that the merchant has built, by their names under `/files/`. */
  readonly files: Map<string, string>;
  /** What the server answers for files whose paths contain the key: this script, or 404 for null. */
  readonly altered: Map<string, string | null>;
  /** Makes the provider do what a customer or time would. */
  act(id: string, action: 'process' | 'pay' | 'expire'): Promise<void>;
  /** How often the session was asked for. */
  readsOf(id: string): number;
  /** How often a hosted page was asked for. */
  visitsOf(hostedUrl: string): number;
  /** Lets the widget wait for sessions until what is answered is called. */
  holdReads(): () => void;
  /**
   * Holds the answers to requests whose path and query contain the part, until the returned function is called: files
   * of the widget, sessions that it reads, and `/go/{id}`.
   */
  hold(part: string): () => void;
}

/** The script of the built package, and the element. */
export const SCRIPT = '<script type="module" src="/widget/monime-checkout.js"></script>';
/** The script that brings it. */
export const LOADER = '<script src="/widget/loader.js"></script>';

export function element(endpoint: string, attributes: string): string {
  return `<monime-checkout endpoint="${endpoint}" ${attributes}></monime-checkout>`;
}

export function endpointOf(endpoint: Endpoint): string {
  return `/checkout/${endpoint}`;
}

const Created = z.object({
  data: z.object({id: z.string(), attributes: z.object({checkout_url: z.string(), client_key: z.string()})}),
});

function page(body: string, head = '') {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <title>A shop</title>
        <link rel="icon" href="data:," />
        ${raw(head)}
      </head>
      <body>
        ${raw(body)}
      </body>
    </html>`;
}

/** A merchant whose pages the tests of a file or block write themselves. Landing pages take up what was paid. */
export function openMerchant(switches: Switches = {}): OpenMerchant {
  const enter = letCustomersIn();
  const completed: string[] = [];
  const reads: string[] = [];
  const files = new Map<string, string>();
  const altered = new Map<string, string | null>();
  const pages: {body: string | (() => string); headers?: Record<string, string>; head?: string}[] = [];
  const visits: string[] = [];
  const held = new Map<string, Promise<void>>();
  let sandbox: Listener;
  let shop: Listener;
  let checkouts: Record<Endpoint, ReturnType<typeof mount>>;
  const originOf = ({port}: Listener, host: string) => `http://${host}:${port}`;
  /** Waits as long as answers to this are held. */
  const pass = (url: string) => Promise.all([...held].map(([part, released]) => url.includes(part) && released));

  function mount<P>(app: Hono, name: Endpoint, provider: ProviderAdapter<P>) {
    const checkout = createCheckout({
      provider,
      origin: originOf(shop, 'localhost'),
      basePath: endpointOf(name),
      landing: {success: `/landing/${name}`, cancel: `/landing/${name}`},
      onCompleted: ({id}) => void completed.push(String(id)),
    });
    app.get(`${endpointOf(name)}/sessions/:id`, async ({req}, next) => {
      reads.push(req.param('id'));
      await pass(req.url);
      return next();
    });
    app.get(`${endpointOf(name)}/go/:id`, async ({req}, next) => {
      await pass(req.url);
      return next();
    });
    app.all(`${endpointOf(name)}/*`, ({req}) => checkout.fetch(req.raw));
    app.get(`/landing/${name}`, (c) => c.html(page(SCRIPT + element(endpointOf(name), 'resume'))));
    const currency = name === 'paymongo' ? 'PHP' : 'SLE';
    const line = {name: 'Exercise book', quantity: 3, unitAmount: 3050, currency};
    return {
      create: (title = 'Kola Nut Books') => checkout.create({title, lineItems: [line]}),
      get: checkout.get,
    };
  }

  beforeAll(async () => {
    [sandbox, shop] = await Promise.all([listen(0), listen(0)]);
    const sandboxUrl = originOf(sandbox, '127.0.0.1');
    const provider = createSandbox({origin: sandboxUrl});
    sandbox.answerWith((request, env) => {
      visits.push(request.url);
      return provider.fetch(request, env);
    });
    await turn(sandboxUrl, switches);

    const app = new Hono();
    const keys = {...SANDBOX_KEYS.monime, apiUrl: `${sandboxUrl}/monime`};
    const {secretKey} = SANDBOX_KEYS.paymongo;
    checkouts = {
      monime: mount(app, 'monime', monime(keys)),
      framed: mount(app, 'framed', monime({...keys, framing: 'allowed'})),
      paymongo: mount(app, 'paymongo', paymongo({secretKey, apiUrl: `${sandboxUrl}/paymongo`})),
    };
    app.get('/:folder{widget|files}/*', async (c, next) => {
      await pass(c.req.url);
      const answer = [...altered].find(([part]) => c.req.path.includes(part))?.[1];
      if (answer === null) return c.notFound();
      return answer === undefined ? next() : c.body(answer, 200, {'Content-Type': 'text/javascript'});
    });
    for (const path of ['/widget', '/again']) {
      app.use(`${path}/*`, serveStatic({root: 'dist', rewriteRequestPath: (file) => file.slice(path.length)}));
    }
    app.get('/public/*', serveStatic({root: 'demo'}));
    app.get('/files/*', (c) => {
      const code = files.get(c.req.path.slice('/files/'.length));
      return code === undefined ? c.notFound() : c.body(code, 200, {'Content-Type': 'text/javascript'});
    });
    app.get('/own/sessions/:id', async (c) => c.json(await askPayMongo(`/${c.req.param('id')}`)));
    app.get('/pages/:number', (c) => {
      const {body, headers, head} = pages[Number(c.req.param('number'))] ?? {body: 'There is no such page.'};
      return c.html(page(typeof body === 'string' ? body : body(), head), 200, headers);
    });
    shop.answerWith(app.fetch);
  });
  afterEach(() => {
    completed.length = 0;
    altered.clear();
    held.clear();
  });
  afterAll(() => Promise.all([shop.close(), sandbox.close()]));

  async function askPayMongo(path: string, body?: object): Promise<unknown> {
    const headers = {Authorization: `Basic ${btoa(`${SANDBOX_KEYS.paymongo.secretKey}:`)}`};
    const url = `${originOf(sandbox, '127.0.0.1')}/paymongo/v1/checkout_sessions${path}`;
    const post = {
      method: 'POST',
      body: JSON.stringify(body),
      headers: {...headers, 'Content-Type': 'application/json'},
    };
    const answer = await fetch(url, body ? post : {headers});
    if (!answer.ok) throw new Error(await answer.text());
    return answer.json();
  }

  const serve: OpenMerchant['serve'] = (body, headers = {}, head = '') => {
    const number = pages.push({body, headers, head}) - 1;
    return `${originOf(shop, 'localhost')}/pages/${number}`;
  };

  const hold: OpenMerchant['hold'] = (part) => {
    let release = () => {};
    held.set(part, new Promise((resolve) => (release = resolve)));
    return release;
  };

  return {
    get sandboxUrl() {
      return originOf(sandbox, '127.0.0.1');
    },
    completed,
    files,
    altered,
    enter,
    get: (endpoint, id) => checkouts[endpoint].get(id),
    order: async (endpoint, title) => {
      const {id, hostedUrl} = await checkouts[endpoint].create(title);
      if (id === null || hostedUrl === null) throw new Error('The session cannot be paid.');
      return {id, hostedUrl};
    },
    orderByHand: async ({success, cancel}) => {
      const attributes = {
        line_items: [{name: 'Exercise book', quantity: 3, amount: 3050, currency: 'PHP'}],
        payment_method_types: ['gcash'],
        success_url: success,
        cancel_url: cancel,
      };
      const {data} = Created.parse(await askPayMongo('', {data: {attributes}}));
      const {checkout_url: hostedUrl, client_key: clientKey} = data.attributes;
      return {id: data.id, hostedUrl, clientKey};
    },
    serveCheckout: (endpoint, {id}, headers) =>
      serve(SCRIPT + element(endpointOf(endpoint), `session-id="${id}"`), headers),
    serve,
    act: (id, action) => act(originOf(sandbox, '127.0.0.1'), id, action),
    readsOf: (id) => reads.filter((read) => read === id).length,
    visitsOf: (hostedUrl) => visits.filter((url) => url === hostedUrl).length,
    holdReads: () => hold('/sessions/'),
    hold,
  };
}
