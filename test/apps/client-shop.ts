import {createSandbox, SANDBOX_KEYS} from 'monime-checkout/sandbox';
import {afterAll, afterEach, beforeAll, beforeEach} from 'vitest';
import * as z from 'zod/mini';
import {listen, type Listener} from '../../demo/listen.ts';
import {SandboxClient} from '../../src/sandbox/playwright/client.ts';
import {freePort} from '../server/free-port.ts';
import {Unavailable, Project} from './project.ts';

const {monime, paymongo} = SANDBOX_KEYS;

const Attached = z.object({sessionId: z.string(), checkoutUrl: z.string()});
const CheckoutSession = z.object({
  data: z.object({
    attributes: z.object({
      checkout_url: z.string(),
      reference_number: z.string(),
      payments: z.array(z.object({id: z.string()})),
      payment_intent: z.object({id: z.string()}),
    }),
  }),
});

/** The app `clients`, which calls the providers' APIs with other packages, and the sandbox that it reaches. */
export class ClientShop {
  readonly origin: string;
  /** Origin of the sandbox. */
  readonly provider: string;
  readonly sandbox: SandboxClient;
  /** Lines that the app has printed. */
  readonly said: readonly string[];

  private constructor(origin: string, provider: string, said: readonly string[]) {
    this.origin = origin;
    this.provider = provider;
    this.sandbox = new SandboxClient(provider);
    this.said = said;
  }

  /** Starts the app and a new sandbox, which sends PayMongo's events to the app. */
  static async start(project: Project, listener: Listener): Promise<ClientShop> {
    const port = await freePort();
    const origin = `http://localhost:${port}`;
    const provider = `http://127.0.0.1:${listener.port}`;
    const webhooks = {paymongo: {url: `${origin}/webhooks`, secret: paymongo.webhookSecret}};
    listener.answerWith(createSandbox({origin: provider, webhooks}).fetch);
    const said = await project.start('start', origin, {
      PORT: String(port),
      SHOP_ORIGIN: origin,
      MONIME_API: `${provider}/monime`,
      MONIME_TOKEN: monime.token,
      MONIME_SPACE: monime.spaceId,
      PAYMONGO_API: `${provider}/paymongo`,
      PAYMONGO_KEY: paymongo.secretKey,
      PAYMONGO_SECRET: paymongo.webhookSecret,
    });
    return new ClientShop(origin, provider, said);
  }

  /** Calls a method of a client in the app; returns what the client returned, was refused, or threw. */
  async call(client: string, method: string, ...args: unknown[]): Promise<unknown> {
    const body = JSON.stringify({client, method, args});
    const response = await fetch(`${this.origin}/call`, {method: 'POST', body});
    return response.json();
  }

  /** Signs a customer up. Returns a function that requests a route of better-auth-paymongo as this customer. */
  async signUp(): Promise<(path: string, body?: object) => Promise<Response>> {
    const request = (path: string, cookie: string, body?: object) =>
      fetch(`${this.origin}/api/auth/${path}`, {
        headers: {Origin: this.origin, Cookie: cookie, 'Content-Type': 'application/json'},
        ...(body && {method: 'POST', body: JSON.stringify(body)}),
      });
    const user = {name: 'Ada', email: 'ada@shop.example', password: 'correct horse battery'};
    const response = await request('sign-up/email', '', user);
    if (!response.ok) throw new Error(`The sign-up was answered ${response.status}.`);
    const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(';')[0]);
    return (path, body) => request(`paymongo/${path}`, cookies.join('; '), body);
  }

  /** Creates a PayMongo session of 51.00 with better-auth-paymongo; `ref` is the plugin's reference. */
  async attach() {
    const ask = await this.signUp();
    const urls = {successUrl: 'https://shop.example/thanks', cancelUrl: 'https://shop.example/cart'};
    const attached = z.parse(Attached, await (await ask('attach', {planId: 'reader', ...urls})).json());
    const {reference_number: ref} = await this.readCheckout(attached.sessionId);
    return {id: attached.sessionId, url: attached.checkoutUrl, ref, ask};
  }

  /** Returns the attributes of a PayMongo session as the sandbox's API has them. */
  async readCheckout(id: string) {
    const headers = {Authorization: `Basic ${btoa(`${paymongo.secretKey}:`)}`};
    const response = await fetch(`${this.provider}/paymongo/v1/checkout_sessions/${id}`, {headers});
    return z.parse(CheckoutSession, await response.json()).data.attributes;
  }
}

/** Installs the app once and starts it for each test; without the npm registry, the tests are skipped. */
export function startsClientShop(): () => ClientShop {
  let project: Project | Unavailable;
  let listener: Listener;
  let shop: ClientShop | null = null;

  beforeAll(async () => {
    listener = await listen(0);
    project = await Project.install('clients').catch((error: unknown) => {
      if (error instanceof Unavailable) return error;
      throw error;
    });
  });
  beforeEach(async (context) => {
    if (project instanceof Unavailable) return context.skip(project.message);
    shop = await ClientShop.start(project, listener);
  });
  afterEach(async () => {
    if (project instanceof Project) await project.stop();
  });
  afterAll(async () => {
    await listener?.close();
    if (project instanceof Project) await project.remove();
  });
  return () => {
    if (!shop) throw new Error('The shop is started before each test.');
    return shop;
  };
}
