/** In CHANGELOG.md: a stranger's link to the landing page could make a customer pay the stranger's order. */
import {expect, fixtureCleanup} from '@open-wc/testing';
import type {MonimeCheckoutElement} from '../../../src/index.ts';
// Loaded before the tests, because a slow machine takes long to build the modules.
import '../../../src/widget/controller/returned-target.ts';
import '../../../src/widget/order-card/index.ts';
import {click, until} from '../../browser/customer.ts';
import {
  buttonOf,
  createSession,
  dialogHost,
  endpointOf,
  mount,
  next,
  record,
  referenceOf,
  sandbox,
  textOf,
  visitsOf,
} from '../../browser/merchant.ts';
import {forbidStorage} from '../../browser/storage.ts';

/** Puts an element into a page whose address carries the reference of a session, as a landing page has it. */
async function land(
  id: string,
  prepare: (element: MonimeCheckoutElement) => void = () => {},
): Promise<{element: MonimeCheckoutElement; log: string[]}> {
  const url = new URL(location.href);
  url.searchParams.set('monime-checkout', await referenceOf(id));
  history.replaceState(null, '', url);
  const element = document.createElement('monime-checkout');
  element.setAttribute('endpoint', endpointOf('monime'));
  element.resume = true;
  prepare(element);
  const log = record(element);
  const ready = next(element, 'monime-ready');
  document.body.append(element);
  await ready;
  await element.updateComplete;
  return {element, log};
}

/** What the page's storage holds about payments. */
function kept(): string {
  return `${sessionStorage.getItem('monime-checkout') ?? ''}${localStorage.getItem('monime-checkout/started') ?? ''}`;
}

function expectNothingToPay(element: MonimeCheckoutElement): void {
  expect(() => buttonOf(element, /Pay|payment/)).to.throw();
  element.open();
  expect(element.phase).to.be.oneOf(['loading', 'confirming', 'settled']);
  expect(dialogHost()).to.equal(null);
}

/** Lets the 20 seconds that the widget waits for a customer's payment pass at once. */
function hurry(): () => void {
  const {setTimeout} = window;
  Object.assign(window, {
    setTimeout: (handler: () => void, delay: number) => setTimeout(handler, delay === 20_000 ? 0 : delay),
  });
  return () => Object.assign(window, {setTimeout});
}

describe('a reference in the address', () => {
  beforeEach(() => {
    sessionStorage.clear();
    localStorage.clear();
  });
  afterEach(() => {
    for (const element of document.querySelectorAll('monime-checkout')) element.remove();
    fixtureCleanup();
    sessionStorage.clear();
    localStorage.clear();
  });

  it("of a stranger's open order offers nothing to pay and keeps nothing", async () => {
    const {id} = await createSession('monime');
    const {element, log} = await land(id);
    expect(element.phase).to.equal('confirming');
    expectNothingToPay(element);
    expect(log).to.deep.equal(['ready']);
    expect(kept()).to.equal('');
    expect(new URL(location.href).searchParams.has('monime-checkout')).to.equal(false);
  });

  it('of an order that was started elsewhere shows the outcome, also if the provider is late', async () => {
    const {id} = await createSession('monime');
    const {element, log} = await land(id);
    await sandbox(id, {action: 'process'});
    await until(() => element.shadowRoot?.textContent?.includes('Checking'));
    expectNothingToPay(element);
    await sandbox(id, {action: 'decline'});
    expectNothingToPay(element);
    await sandbox(id, {action: 'pay'});
    await until(() => element.phase === 'settled');
    expect(log).to.deep.equal(['ready', 'complete']);
    expect(kept()).to.equal('');
  });

  it('says where to go after 20 s, and goes on looking', async () => {
    const stop = hurry();
    try {
      const {id} = await createSession('monime');
      const {element} = await land(id);
      await until(() => textOf(element).includes('Go back to where you started this order.'));
      expectNothingToPay(element);
      await sandbox(id, {action: 'pay'});
      buttonOf(element, /Check again/).click();
      await until(() => textOf(element).includes('Payment received'));
      expect(element.phase).to.equal('settled');
    } finally {
      stop();
    }
  });

  for (const action of ['cancel', 'expire']) {
    it(`of a stranger's order offers no new payment after ${action}, whatever the page can make`, async () => {
      const {id} = await createSession('monime');
      await sandbox(id, {action});
      const asked: unknown[] = [];
      const {element} = await land(id, (made) => {
        made.createSession = async (wish) => {
          asked.push(wish);
          return id;
        };
      });
      expect(element.phase).to.equal('settled');
      expect(() => buttonOf(element, /Start a new payment/)).to.throw();
      expectNothingToPay(element);
      expect(asked).to.deep.equal([]);
    });
  }

  it('offers nothing to pay when the element loads again, or is taken out and put back', async () => {
    const {id} = await createSession('monime');
    const {element} = await land(id);
    let ready = next(element, 'monime-ready');
    element.reload();
    expectNothingToPay(element);
    await ready;
    expectNothingToPay(element);
    element.remove();
    await Promise.resolve();
    ready = next(element, 'monime-ready');
    document.body.append(element);
    await ready;
    await element.updateComplete;
    expectNothingToPay(element);
    expect(kept()).to.equal('');
  });

  it('does not touch what is being paid in this tab', async () => {
    const own = await createSession('framed');
    const {element: first} = await mount('framed', own.id);
    first.open();
    first.remove();
    const before = kept();
    expect(before).to.contain(own.id);
    const {id} = await createSession('monime');
    const {element} = await land(id);
    await sandbox(id, {action: 'pay'});
    await until(() => element.phase === 'settled');
    expect(kept()).to.equal(before);
  });

  it('does not hide an order that the page itself shows', async () => {
    const stranger = await createSession('monime');
    const own = await createSession('monime');
    const {element} = await land(stranger.id, (made) => (made.session = own));
    await until(() => element.phase === 'ready');
    await element.updateComplete;
    expect(buttonOf(element, /Pay SLE/)).to.be.an.instanceOf(HTMLElement);
    expect(element.hostedUrl).to.equal(own.hostedUrl);
  });

  it('counts for nothing where the page names the session', async () => {
    const {id} = await createSession('monime');
    const {element} = await land(id);
    expectNothingToPay(element);
    const ready = next(element, 'monime-ready');
    element.sessionId = id;
    await ready;
    await element.updateComplete;
    expect(buttonOf(element, /Pay SLE/)).to.be.an.instanceOf(HTMLElement);
  });

  it('lets the customer pay who started the order here, in another tab', async () => {
    const {id} = await createSession('monime');
    const {element: first} = await mount('monime', id, {mode: 'popup'});
    first.open();
    first.remove();
    sessionStorage.clear();
    const {element} = await land(id);
    expect(element.phase).to.equal('ready');
    expect(buttonOf(element, /Pay SLE/)).to.be.an.instanceOf(HTMLElement);
    expect(sessionStorage.getItem('monime-checkout')).to.contain(id);
  });

  it('lets nobody pay what was started here more than an hour ago', async () => {
    const {id} = await createSession('monime');
    const times = [Date.now() - 3_600_001, Date.now() + 60_000, 'now', null];
    localStorage.setItem('monime-checkout/started', JSON.stringify(times.map((time) => ({id, time}))));
    const {element} = await land(id);
    expect(element.phase).to.equal('confirming');
    expectNothingToPay(element);
  });

  it('lets the customer pay who followed the plain link on a page of the shop', async () => {
    const {id, hostedUrl} = await createSession('monime');
    const link = document.createElement('a');
    link.textContent = 'Pay for your order';
    let opened: Window | null = null;
    link.addEventListener('click', () => (opened = window.open(`${endpointOf('monime')}/go/${id}`)));
    document.body.append(link);
    await click(link);
    link.remove();
    await until(async () => (await visitsOf(hostedUrl)) > 0);
    (opened as Window | null)?.close();
    const {element} = await land(id);
    expect(element.phase).to.equal('ready');
    expect(buttonOf(element, /Pay SLE/)).to.be.an.instanceOf(HTMLElement);
  });

  for (const {title, value} of [
    {title: 'is no JSON', value: '{'},
    {title: 'is no list', value: '{"id":1}'},
    {title: 'is a list of something else', value: '[null,1,"x",{"id":1,"time":1}]'},
  ]) {
    it(`is watched where what is stored ${title}`, async () => {
      const {id} = await createSession('monime');
      localStorage.setItem('monime-checkout/started', value);
      sessionStorage.setItem('monime-checkout', value);
      const {element} = await land(id);
      expect(element.phase).to.equal('confirming');
      expectNothingToPay(element);
    });
  }

  it('is watched, and other orders can be paid, where the page may not store anything', async () => {
    const allow = forbidStorage();
    try {
      const stranger = await createSession('monime');
      const {element} = await land(stranger.id);
      expectNothingToPay(element);
      const own = await createSession('framed');
      const {element: second, log} = await mount('framed', own.id);
      second.open();
      await sandbox(own.id, {action: 'pay'});
      await until(() => log.includes('close'));
      await sandbox(stranger.id, {action: 'pay'});
      await until(() => element.phase === 'settled');
      expect(log).to.deep.equal(['ready', 'open', 'complete', 'close']);
    } finally {
      allow();
    }
  });
});
