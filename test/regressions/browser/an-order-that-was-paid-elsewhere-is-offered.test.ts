/**
 * Reported: a page from the back/forward cache showed the state before the customer went to pay.
 * https://github.com/shopware/shopware/issues/3883
 */
import {expect, fixture, html} from '@open-wc/testing';
import type {CheckoutSession} from '../../../src/core/session.ts';
import type {MonimeCheckoutElement} from '../../../src/index.ts';
// Loaded before the tests, because a slow machine takes long to build the modules.
import '../../../src/widget/order-card/index.ts';
import {until} from '../../browser/customer.ts';
import {createSession, endpointOf, mount, readsOf, sandbox} from '../../browser/merchant.ts';
import {watched} from '../../browser/watched.ts';

/** Shows a session that the page contains as JSON. */
function show(session: CheckoutSession): Promise<MonimeCheckoutElement> {
  return fixture(html`<monime-checkout endpoint=${endpointOf('monime')} .session=${session}></monime-checkout>`);
}

/** What the endpoint says of a session now. */
async function statusAt(id: string): Promise<string> {
  return (await (await fetch(`${endpointOf('monime')}/sessions/${id}`)).json()).status;
}

function restore(persisted: boolean): void {
  dispatchEvent(new PageTransitionEvent('pageshow', {persisted}));
}

describe('an order that was paid elsewhere', () => {
  it('is read once, however many elements show it, when the page is restored', async () => {
    const {id} = await createSession('monime');
    const mounted = await Promise.all(Array.from({length: 10}, () => mount('monime', id)));
    await watched();
    await sandbox(id, {action: 'pay'});
    // An endpoint reuses the provider's last answer for a second.
    await until(async () => (await statusAt(id)) === 'completed');
    const before = await readsOf(id);
    restore(true);
    await until(() => mounted.every(({element}) => element.phase === 'settled'));
    expect(await readsOf(id)).to.equal(before + 1);
  });

  it('is not read without a reason', async () => {
    const session = await createSession('monime');
    const element = await show(session);
    await until(() => element.phase === 'ready');
    restore(false);
    await watched();
    expect(await readsOf(session.id)).to.equal(0);
    restore(true);
    await until(async () => (await readsOf(session.id)) === 1);
  });

  for (const [title, age] of [
    ['older than 30 s', 31_000],
    ['from a clock that is ahead', -31_000],
  ] as const) {
    it(`is read once where the session in the page is ${title}`, async () => {
      const session = await createSession('monime');
      await sandbox(session.id, {action: 'pay'});
      const element = await show({...session, serverTime: new Date(Date.now() - age).toISOString()});
      await until(() => element.phase === 'settled');
      expect(await readsOf(session.id)).to.equal(1);
    });
  }
});
