import {KnownDevices, type Page} from 'puppeteer-core';
import {createSandbox, SANDBOX_KEYS} from 'monime-checkout/sandbox';
import {afterAll, afterEach, beforeAll, describe, expect, it} from 'vitest';
import {listen, type Listener} from '../../demo/listen.ts';
import {closes, type Customer, press, sees} from '../e2e/customer.ts';
import {letCustomersIn} from '../e2e/customers.ts';
import {payByCard, payByGCash} from '../e2e/hosted.ts';
import {freePort} from '../server/free-port.ts';
import {isInstalled, Project, Unavailable} from './project.ts';

/** How an app is started. */
export interface Start {
  /** Starts it on this port of the machine, for an environment that names shop and sandbox. */
  (project: Project, port: number, env: Record<string, string>): Promise<Shop>;
  /** Path of the whole shop at its origin, such as `/shop`. Default: none. */
  basePath?: string;
  /** Changes the app, and builds it once more, before it is started this way. */
  prepare?: (project: Project) => Promise<unknown>;
}

interface Shop {
  /** Address of the page that sells. */
  page: string;
  /** What the server prints, line by line. */
  said: string[];
}

interface App {
  /** Whether the order is made when the customer wants to pay: the page does not know the amount before. */
  late?: boolean;
  /** What stands on the page once the order is paid, after what the widget says itself. */
  thanks?: string;
  /** Default: `monime`. */
  provider?: 'monime' | 'paymongo';
  /** What has to be installed, beside Node. */
  program?: string;
  /** Whether the app refuses forms from other sites outside the checkout. Default: not tested. */
  refusesForms?: boolean;
  /** Whether the server renders the order, so that it can be paid without a script. */
  isRendered?: boolean;
  /** The ways to start it, by name. */
  ways: Record<string, Start>;
}

const PHONE = KnownDevices['Pixel 5'];
/** Development servers compile each route when it is used first. */
const OUTCOME_TIMEOUT_MS = 30_000;

/** Starts an app whose one program is both shop and server half; its page stands at the path. */
export function oneProgram(script: string, path: string, options: Pick<Start, 'basePath' | 'prepare'> = {}): Start {
  const start: Start = async (project, port, env) => {
    const origin = `http://localhost:${port}`;
    const said = await project.start(script, origin + path, {...env, SHOP_ORIGIN: origin});
    return {page: origin + path, said};
  };
  return Object.assign(start, options);
}

/** Starts an app that Vite made: what it built, which the server half serves, and its development server before that. */
export const builtAndInDevelopment: Record<string, Start> = {
  built: oneProgram('start', '/'),
  'in development': async (project, port, env) => {
    const devPort = await freePort();
    const page = `http://localhost:${devPort}`;
    const script = `http://localhost:${port}/checkout/return.js`;
    const said = await project.start('start', script, {...env, SHOP_ORIGIN: page});
    await project.start('dev', page, env, ['--port', String(devPort)]);
    return {page: `${page}/`, said};
  },
};

/** Installs the app of this name, builds it, and buys from it: in a window, and on a phone in the same tab. */
export function sells(
  name: string,
  {late = false, thanks, refusesForms, isRendered = false, provider: seller = 'monime', program, ways}: App,
): void {
  const isMonime = seller === 'monime';
  const times: string[] = [];
  let project: Project | Unavailable;
  let provider: Listener;

  async function timed<T>(what: string, work: Promise<T>): Promise<T> {
    const start = performance.now();
    const result = await work;
    times.push(`${what} in ${((performance.now() - start) / 1000).toFixed(1)} s`);
    return result;
  }

  beforeAll(async () => {
    provider = await listen(0);
    if (program !== undefined && !isInstalled(program)) {
      project = new Unavailable(`${program} is not installed`);
      return;
    }
    project = await timed('installed', Project.install(name)).catch((error: unknown) => {
      if (error instanceof Unavailable) return error;
      throw error;
    });
    if (project instanceof Project) await timed('built', project.run('build'));
  });
  afterEach(async () => {
    if (project instanceof Project) await project.stop();
  });
  // After each test customers leave before the app stops, as hooks run in the opposite order.
  const letIn = letCustomersIn();
  const enter = async (): Promise<Customer> => {
    const customer = await letIn();
    customer.page.setDefaultTimeout(OUTCOME_TIMEOUT_MS);
    return customer;
  };
  afterAll(async () => {
    console.log(`${name}: ${times.join(', ')}`);
    await provider?.close();
    if (project instanceof Project) await project.remove();
  });

  describe.each(Object.entries(ways))(`${name}, %s`, (way, start) => {
    const {basePath = '', prepare} = start;
    if (prepare) {
      beforeAll(async () => {
        if (project instanceof Project) await timed(`${way} prepared`, prepare(project));
      });
    }

    /** Opens the shop and a sandbox that tells it of payments. */
    async function open(): Promise<Shop> {
      if (!(project instanceof Project)) throw project;
      const port = await freePort();
      const {monime, paymongo} = SANDBOX_KEYS;
      const origin = `http://127.0.0.1:${provider.port}`;
      const url = `http://localhost:${port}${basePath}/checkout/webhooks`;
      const webhooks = {
        monime: {url, secret: monime.webhookSecret},
        paymongo: {url, secret: paymongo.webhookSecret},
      };
      provider.answerWith(createSandbox({origin, webhooks}).fetch);
      const env = {
        MONIME_TOKEN: monime.token,
        MONIME_SPACE: monime.spaceId,
        MONIME_SECRET: monime.webhookSecret,
        MONIME_API: `${origin}/monime`,
        PAYMONGO_KEY: paymongo.secretKey,
        PAYMONGO_SECRET: paymongo.webhookSecret,
        PAYMONGO_API: `${origin}/paymongo`,
        PORT: String(port),
        DATABASE: `shop-${port}.db`,
      };
      return timed(`${way} started`, start(project, port, env));
    }

    /** The order is shipped, once, and nothing else was said that is to worry about. */
    async function expectShipped({said}: Shop): Promise<void> {
      const shipped = () => said.filter((line) => line.startsWith('Ship '));
      await expect
        .poll(shipped, {timeout: OUTCOME_TIMEOUT_MS})
        .toEqual([expect.stringMatching(/^Ship [\w-]+, paid with (scs-|cs_)\w+$/)]);
      expect(said.filter((line) => /error|warn/i.test(line))).toEqual([]);
    }

    async function expectThanks(page: Page): Promise<void> {
      await sees(page, 'Payment received');
      if (thanks) await sees(page, thanks);
    }

    const pay = (customer: Customer) =>
      late ? press(customer.page, 'Pay') : customer.pay(51, isMonime ? 'SLE' : 'PHP');

    const payHosted = (hosted: Page) => (isMonime ? payByCard(hosted, '51.00') : payByGCash(hosted, '51.00'));

    async function payInWindow(customer: Customer): Promise<void> {
      const hosted = await customer.popup(() => pay(customer));
      await payHosted(hosted);
      await closes(hosted);
    }

    it('sells in a window', async (context) => {
      if (project instanceof Unavailable) return context.skip(project.message);
      const shop = await open();
      const customer = await enter();
      const warnings = listenForWarnings(customer);
      await customer.page.goto(shop.page);
      // Before that, the button of an order that the server has rendered is a link, which leads there in the same tab.
      if (!late) await expect.poll(() => customer.events, {timeout: OUTCOME_TIMEOUT_MS}).toContain('monime-ready');
      await timed(`${way} sold`, payInWindow(customer));
      await expectThanks(customer.page);
      await customer.hears(...(late ? [] : ['ready']), 'open', 'complete', 'close');
      await expectShipped(shop);
      expect(warnings).toEqual([]);
    });

    it('sells on a phone, in the same tab', async (context) => {
      if (project instanceof Unavailable) return context.skip(project.message);
      const shop = await open();
      const customer = await enter();
      const warnings = listenForWarnings(customer);
      await customer.page.emulate(PHONE);
      await customer.page.goto(shop.page);
      await pay(customer);
      await payHosted(customer.page);
      await expect.poll(() => customer.events, {timeout: OUTCOME_TIMEOUT_MS}).toContain('monime-complete{initial}');
      await expectThanks(customer.page);
      await expectShipped(shop);
      expect(warnings).toEqual([]);
    });

    it.runIf(isRendered)('sells without a script until the payment page', async (context) => {
      if (project instanceof Unavailable) return context.skip(project.message);
      const shop = await open();
      const {page, events} = await enter();
      await page.setJavaScriptEnabled(false);
      await page.goto(shop.page);
      const link = `monime-checkout >>>> a[href^="${basePath}/checkout/go/"]`;
      await Promise.all([page.waitForNavigation(), page.click(link)]);
      const cookies = (await page.browserContext().cookies()).map((cookie) => [cookie.name, cookie.path]);
      expect(cookies).toEqual([['monime-checkout-started', `${basePath}/checkout`]]);
      await page.setJavaScriptEnabled(true);
      await payHosted(page);
      await expect.poll(() => events, {timeout: OUTCOME_TIMEOUT_MS}).toContain('monime-complete{initial}');
      await expectThanks(page);
      await expectShipped(shop);
    });

    it.runIf(refusesForms !== undefined)('takes a customer back by POST from any site', async (context) => {
      if (project instanceof Unavailable) return context.skip(project.message);
      const shop = await open();
      // Browsers send `null` if the hosted page has no referrer.
      for (const origin of ['https://checkout.monime.io', 'null']) {
        const back = await postForm(new URL('/checkout/return/success?ref=r1', shop.page), origin);
        expect([back.status, back.headers.get('location')]).toEqual([303, '/checkout/return/success?ref=r1']);
        const {status} = await postForm(new URL(shop.page), origin);
        expect(status === 403).toBe(refusesForms);
      }
    });
  });
}

/** Posts a form of a page on another site. */
function postForm(url: URL, origin: string): Promise<Response> {
  const body = new URLSearchParams({status: 'completed'});
  return fetch(url, {
    method: 'POST',
    headers: {Origin: origin},
    body,
    redirect: 'manual',
    signal: AbortSignal.timeout(8000),
  });
}

/** What frameworks warn of when they develop, such as a page that was not as the server had drawn it. */
function listenForWarnings({page}: Customer): string[] {
  const warnings: string[] = [];
  page.on('console', (message) => {
    const text = message.text();
    if (message.type() === 'warn' && !text.startsWith('Lit is in dev mode')) warnings.push(text);
  });
  return warnings;
}
