import {expect, fixtureCleanup} from '@open-wc/testing';
import type {MonimeCheckoutElement} from '../../src/index.ts';
import {env} from '../tools/env.ts';
import type {Fault} from '../tools/faults.ts';
// Loaded before the tests, because a slow machine takes long to build the modules.
import '../../src/providers/read-session.ts';
import {dialog, payInWindow, until} from './customer.ts';
import {createSession, type Endpoint, fault, mount, next, sandbox, switches} from './merchant.ts';
import {saying, sayUrl} from './saying.ts';

interface Paying {
  id: string;
  element: MonimeCheckoutElement;
  log: string[];
  popup: Window;
}

/** Goes wrong for a few reads, then the provider's word comes through. */
const illness = (title: string, planned: Omit<Fault, 'session'>, isOfNoEngine = false) => ({
  title,
  isOfNoEngine,
  run: async ({id}: Paying) => {
    await fault({session: id, ...planned});
    await sandbox(id, {action: 'pay'});
  },
  log: ['complete', 'close'],
});

interface Row {
  title: string;
  endpoint?: Endpoint;
  /** The hosted page cuts its ties with the window that opened it. */
  coop?: boolean;
  /** Whether only what the endpoint answers goes wrong, which is the same in every engine. Default: false. */
  isOfNoEngine?: boolean;
  run(paying: Paying): Promise<unknown>;
  /** The events after `ready open`. */
  log: string[];
}

const paid: Row[] = [
  {
    title: 'the window is closed before paying',
    log: ['complete', 'close'],
    run: async ({id, popup}) => {
      popup.close();
      await sandbox(id, {action: 'pay'});
    },
  },
  {
    title: 'the window is closed while the provider processes',
    log: ['complete', 'close'],
    run: async ({id, popup, element}) => {
      await sandbox(id, {action: 'process'});
      await until(() => element.phase === 'confirming');
      popup.close();
      await sandbox(id, {action: 'pay'});
    },
  },
  {
    title: 'the window is closed just after paying',
    log: ['complete', 'close'],
    run: async ({id, popup}) => {
      await sandbox(id, {action: 'pay'});
      popup.close();
    },
  },
  {title: 'the return message is lost', log: ['complete', 'close'], run: ({id}) => sandbox(id, {action: 'pay'})},
  {
    title: 'the return message is doubled',
    log: ['complete', 'close'],
    run: async ({id, popup}) => {
      await sandbox(id, {action: 'pay'});
      popup.location.replace(sayUrl(saying(id), {times: 2}));
    },
  },
  {
    title: 'the return message comes before the payment',
    log: ['complete', 'close'],
    run: async ({id, element, popup}) => {
      popup.location.replace(sayUrl(saying(null)));
      await until(() => element.phase === 'confirming');
      await sandbox(id, {action: 'pay'});
    },
  },
  {
    title: 'the opener is cut off and no message comes',
    coop: true,
    log: ['complete', 'close'],
    run: async ({id, element, popup}) => {
      await until(() => popup.closed);
      expect(element.phase).to.equal('presenting');
      await sandbox(id, {action: 'pay'});
    },
  },
  {
    title: 'the opener is cut off and the customer comes back',
    coop: true,
    log: ['complete', 'close'],
    run: async ({id, popup}) => {
      await until(() => popup.closed);
      await sandbox(id, {action: 'pay'});
      const channel = new BroadcastChannel('monime-checkout');
      const acknowledged = next(channel, 'message');
      channel.postMessage(saying(id));
      await acknowledged;
      channel.close();
    },
  },
  {
    title: 'the customer comes back in another tab',
    log: ['complete', 'close'],
    run: async ({id}) => {
      await sandbox(id, {action: 'pay'});
      const channel = new BroadcastChannel('monime-checkout');
      channel.postMessage(saying(id));
      channel.close();
    },
  },
  illness('reads answer 500', {count: 2, status: 500}, true),
  illness('reads answer 429 with Retry-After', {count: 1, status: 429, headers: {'retry-after': '1'}}, true),
  illness('reads answer something malformed', {count: 2, body: '{"id":'}, true),
  illness('reads are cut off', {count: 2, body: '{"id":', cutOff: true}),
  illness('a read is never answered', {count: 1, hang: true}),
  illness(
    'reads answer about another session',
    {
      count: 2,
      body: JSON.stringify({
        id: 'cs_other',
        attributes: {status: 'active', payments: [{attributes: {status: 'paid'}}]},
      }),
    },
    true,
  ),
  {
    title: 'the provider says an unknown word midway',
    isOfNoEngine: true,
    log: ['complete', 'close'],
    run: async ({id, element}) => {
      await sandbox(id, {status: 'under_review'});
      await until(() => element.phase === 'confirming');
      await sandbox(id, {action: 'pay'});
    },
  },
  {
    title: 'an attempt is declined and the next one succeeds',
    isOfNoEngine: true,
    log: ['complete', 'close'],
    run: async ({id, element}) => {
      await sandbox(id, {action: 'process'});
      await until(() => element.phase === 'confirming');
      await sandbox(id, {action: 'decline'});
      await until(() => element.phase === 'presenting');
      await sandbox(id, {action: 'pay'});
    },
  },
  {
    title: 'the session expires while paying and is paid all the same',
    isOfNoEngine: true,
    log: ['expire', 'complete', 'close'],
    run: async ({id, element}) => {
      await sandbox(id, {action: 'expire'});
      await next(element, 'monime-expire');
      await sandbox(id, {action: 'pay'});
    },
  },
  {
    title: 'the session is cancelled and then paid',
    isOfNoEngine: true,
    endpoint: 'monime',
    log: ['cancel', 'close', 'complete'],
    run: async ({id, element}) => {
      await sandbox(id, {action: 'cancel'});
      await next(element, 'monime-close');
      await sandbox(id, {action: 'pay'});
    },
  },
  {
    title: 'the waiting room is closed, and paid in the window',
    log: ['close', 'complete'],
    run: async ({id, element}) => {
      element.close();
      await until(() => element.phase === 'ready');
      await sandbox(id, {action: 'pay'});
    },
  },
  {
    title: 'the element is moved while paying',
    log: ['complete', 'close'],
    run: async ({id, element}) => {
      document.body.append(element);
      await sandbox(id, {action: 'pay'});
    },
  },
  {
    title: 'the element is removed while paying and put back',
    log: ['close', 'ready', 'complete'],
    run: async ({id, element}) => {
      const parent = element.parentElement;
      element.remove();
      await until(() => !dialog());
      parent?.append(element);
      await next(element, 'monime-ready');
      await sandbox(id, {action: 'pay'});
    },
  },
];

const rows = paid.filter(({isOfNoEngine}) => !isOfNoEngine || env['engine'] === 'Chromium');

describe('a payment that is made', () => {
  let opened: Window | undefined;
  afterEach(async () => {
    opened?.close();
    fixtureCleanup();
    for (const element of document.querySelectorAll('monime-checkout')) element.remove();
    await switches({monime: {coop: false}, paymongo: {coop: false}});
  });

  for (const {title, endpoint = 'paymongo', coop = false, run, log: expected} of rows) {
    it(`completes once where ${title}`, async function () {
      this.timeout(20_000);
      await switches({monime: {coop}, paymongo: {coop}});
      const {id} = await createSession(endpoint);
      const {element, log} = await mount(endpoint, id, {mode: 'popup'});
      const popup = await payInWindow(element);
      opened = popup;
      await run({id, element, log, popup});
      await until(() => log.length >= expected.length + 2);
      expect(log).to.deep.equal(['ready', 'open', ...expected]);
      expect(element.phase).to.equal('settled');
      expect(dialog()).to.equal(null);
    });
  }
});

it('its reads say when the customer has left the payment page and waits', async () => {
  const {id} = await createSession('paymongo');
  const {element} = await mount('paymongo', id, {mode: 'popup'});
  const reads = () =>
    performance
      .getEntriesByType('resource')
      .map(({name}) => new URL(name))
      .filter(({pathname}) => pathname.endsWith(`/sessions/${id}`))
      .map(({search}) => search);
  const popup = await payInWindow(element);
  await until(() => reads().length > 1);
  expect(new Set(reads())).to.deep.equal(new Set(['']));
  popup.location.replace(sayUrl(saying(null)));
  await until(() => reads().includes('?confirming=1'));
  popup.close();
});
