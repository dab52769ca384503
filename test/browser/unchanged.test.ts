import {expect, fixture, html} from '@open-wc/testing';
import type {CheckoutSession} from '../../src/core/session.ts';
import type {MonimeCheckoutElement} from '../../src/index.ts';
import {until} from './customer.ts';
import {holdReads} from './held-reads.ts';
import {buttonOf, createSession, dialogHost, endpointOf, fault, next, readsOf} from './merchant.ts';
import {watched} from './watched.ts';

interface Shown {
  id: string;
  element: MonimeCheckoutElement;
  session: CheckoutSession;
}

const EVERY = {subtree: true, attributes: true, childList: true, characterData: true};

/** A session of so many items that the endpoint answers, and the element that shows it. */
async function show(count: number, given: boolean): Promise<Shown> {
  const made = await createSession('framed');
  const lineItems = Array.from({length: count}, (_, index) => ({
    name: `Book ${index}`,
    description: index % 2 ? 'A4' : null,
    quantity: 1 + (index % 3),
    unitAmount: 500,
    currency: 'SLE',
    imageUrl: null,
  }));
  // Half an hour is left to pay, and half a minute: it does not run down to another minute meanwhile.
  const serverTime = new Date().toISOString();
  const session = {...made, lineItems, serverTime, expiresAt: new Date(Date.now() + 1_830_000).toISOString()};
  const {id} = made;
  await fault({session: id, count: 100, body: JSON.stringify(session)});
  const element = document.createElement('monime-checkout');
  element.setAttribute('endpoint', endpointOf('framed'));
  if (given) element.session = session;
  else element.setAttribute('session-id', id);
  const ready = next(element, 'monime-ready');
  await fixture(html`${element}`);
  await ready;
  await drawn(element);
  return {id, element, session};
}

/** Until nothing is left to be drawn: what was drawn may ask for one more look. */
async function drawn(element: MonimeCheckoutElement): Promise<void> {
  while (!(await element.updateComplete)) await Promise.resolve();
}

/** What changes in the element's shadow root meanwhile. */
async function changesIn({element}: Shown, act: () => unknown): Promise<string[]> {
  const {shadowRoot} = element;
  if (!shadowRoot) throw new Error('There is no shadow root.');
  const records: MutationRecord[] = [];
  const observer = new MutationObserver((heard) => records.push(...heard));
  observer.observe(shadowRoot, EVERY);
  await act();
  await drawn(element);
  records.push(...observer.takeRecords());
  observer.disconnect();
  return records.map(({type, target, attributeName}) => `${type} ${attributeName} ${target.nodeName}`);
}

/** The session is read, and once more: then the first answer is drawn. */
async function polls(id: string): Promise<void> {
  for (let poll = 0; poll < 2; poll += 1) {
    const before = await readsOf(id);
    dispatchEvent(new Event('online'));
    await until(async () => (await readsOf(id)) > before);
  }
}

for (const count of [1, 999]) {
  describe(`an unchanged session of ${count} items`, () => {
    it('is not drawn anew where it is asked for anew', async () => {
      const shown = await show(count, false);
      const button = buttonOf(shown.element, /Pay/);
      const changes = await changesIn(shown, async () => {
        const ready = next(shown.element, 'monime-ready');
        shown.element.reload();
        await shown.element.updateComplete;
        expect(shown.element.phase).to.equal('loading');
        await ready;
      });
      expect(changes).to.deep.equal([]);
      expect(buttonOf(shown.element, /Pay/)).to.equal(button);
      expect(await readsOf(shown.id)).to.equal(2);
    });

    it('is not drawn anew where the same session is given once more', async () => {
      const shown = await show(count, true);
      const {element, session} = shown;
      const log: string[] = [];
      element.addEventListener('monime-change', ({phase}) => log.push(phase));
      const changes = await changesIn(shown, async () => {
        element.session = session;
        element.requestUpdate();
        await element.updateComplete;
        element.session = structuredClone(session);
        await element.updateComplete;
        element.session = JSON.parse(JSON.stringify(session));
      });
      expect(changes).to.deep.equal([]);
      expect(log).to.deep.equal([]);
    });

    it('is not drawn anew where a poll answers the same', async () => {
      const shown = await show(count, false);
      const channel = new BroadcastChannel('monime-checkout');
      await watched();
      channel.postMessage({type: 'monime-checkout:tab', reference: shown.id, paying: true});
      await until(() => shown.element.shadowRoot?.querySelector('[part=message]'));
      await drawn(shown.element);
      expect(await changesIn(shown, () => polls(shown.id))).to.deep.equal([]);
      channel.close();
    });

    it('is not drawn anew where an update is asked for', async () => {
      const shown = await show(count, false);
      expect(await changesIn(shown, () => shown.element.requestUpdate())).to.deep.equal([]);
    });
  });
}

describe('a session that is asked for anew', () => {
  it('can be paid meanwhile', async () => {
    const {id, element} = await show(1, false);
    const held = holdReads(id);
    try {
      element.reload();
      await until(() => held.asked.length > 0);
      expect(element.phase).to.equal('loading');
      buttonOf(element, /Pay/).click();
      expect(element.phase).to.equal('presenting');
      await until(dialogHost);
    } finally {
      held.release();
    }
    element.close();
  });
});
