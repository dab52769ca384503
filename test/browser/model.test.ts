import {expect} from '@open-wc/testing';
import fc from 'fast-check';
import type {MonimeCheckoutElement} from '../../src/index.ts';
import {dialog, until} from './customer.ts';
import {createSession, dialogHost, fault, mount, readsOf, sandbox} from './merchant.ts';

/** What is true at the provider, as far as the steps made it so. */
interface World {
  id: string;
  element: MonimeCheckoutElement;
  parent: HTMLElement;
  paid: boolean;
}

const say = (message: object) => {
  const channel = new BroadcastChannel('monime-checkout');
  channel.postMessage(message);
  channel.close();
};
const saying = (reference: string, outcome: string) => ({
  type: 'monime-checkout:return',
  outcome,
  reference,
  nonce: 'n',
});

/** Steps of the customer, of messages, of the network and of the provider. */
const steps: Record<string, (world: World) => unknown> = {
  open: ({element}) => element.open(),
  close: ({element}) => element.close(),
  dismiss: () => dialog()?.querySelector<HTMLElement>('button')?.click(),
  reload: ({element}) => element.reload(),
  remove: ({element}) => element.remove(),
  putBack: ({element, parent}) => parent.append(element),
  returned: ({id}) => say(saying(id, 'success')),
  cancelLink: ({id}) => say(saying(id, 'cancel')),
  stranger: () => say(saying('scs-other', 'success')),
  online: () => dispatchEvent(new Event('online')),
  ill: ({id}) => fault({session: id, count: 1, status: 503}),
  malformed: ({id}) => fault({session: id, count: 1, body: '{'}),
  read: async ({id, element}) => {
    const before = await readsOf(id);
    if (!element.isConnected) return;
    // The read just counted may be the last one: its answer can still be on the way.
    await until(async () => element.phase !== 'presenting' || (await readsOf(id)) > before);
  },
  process: ({id}) => sandbox(id, {action: 'process'}),
  decline: ({id}) => sandbox(id, {action: 'decline'}),
  unknown: ({id, paid}) => (paid ? undefined : sandbox(id, {status: 'under_review'})),
  cancel: ({id}) => sandbox(id, {action: 'cancel'}),
  expire: ({id}) => sandbox(id, {action: 'expire'}),
  pay: async (world) => {
    await sandbox(world.id, {action: 'pay'});
    world.paid = true;
  },
};

/** A button or link that a customer can press, or a last word that needs none. */
function hasWayOut({phase, shadowRoot}: MonimeCheckoutElement): boolean {
  const roots = [dialogHost()?.shadowRoot, shadowRoot];
  const pressable = roots.some((root) => root?.querySelector('button:not(:disabled), a[href]'));
  // Loading ends by itself: each try has its limit, and after the last one there is a button.
  return pressable || phase === 'settled' || phase === 'loading';
}

describe('whatever happens, in whatever order', () => {
  it('a payment completes once and only where it was made, and there is always a way out', async function () {
    this.timeout(200_000);
    const name = fc.constantFrom(...Object.keys(steps));
    await fc.assert(
      fc.asyncProperty(fc.array(name, {minLength: 3, maxLength: 12}), async (names) => {
        const {id} = await createSession('framed');
        const {element, log} = await mount('framed', id, {mode: 'modal'});
        const world: World = {id, element, parent: element.parentElement ?? document.body, paid: false};
        const paidWhenCompleted: boolean[] = [];
        element.addEventListener('monime-complete', () => paidWhenCompleted.push(world.paid));
        for (const step of names) {
          await steps[step]?.(world);
          await element.updateComplete;
          if (element.isConnected) await until(() => hasWayOut(element));
        }
        if (!element.isConnected) world.parent.append(element);
        if (world.paid) {
          await until(() => {
            if (element.phase === 'failed' || element.phase === 'ready') element.reload();
            // Settled may still mean cancelled or expired, as before the payment.
            return paidWhenCompleted.length > 0;
          });
          expect(paidWhenCompleted).to.deep.equal([true]);
        } else {
          expect(log).not.to.contain('complete');
        }
        element.remove();
        sessionStorage.clear();
      }),
      {numRuns: 30, endOnFailure: true, includeErrorInReport: true},
    );
  });
});
