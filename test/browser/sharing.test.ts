import {expect, fixture, html} from '@open-wc/testing';
import type {MonimeCheckoutElement} from '../../src/index.ts';
import {dialog, until} from './customer.ts';
import {holdReads} from './held-reads.ts';
import {createSession, endpointOf, fault, mount, next, readsOf, record, sandbox, textOf} from './merchant.ts';
import {saying} from './saying.ts';
import {watched} from './watched.ts';

interface Placed {
  element: MonimeCheckoutElement;
  log: string[];
}

/** So many elements for one session, at once. */
async function place(count: number, id: string): Promise<Placed[]> {
  const placed = Array.from({length: count}, () => {
    const element = document.createElement('monime-checkout');
    element.setAttribute('endpoint', endpointOf('framed'));
    element.setAttribute('session-id', id);
    return {element, log: record(element)};
  });
  await fixture(html`<div>${placed.map(({element}) => element)}</div>`);
  return placed;
}

const all = (placed: readonly Placed[], ...log: string[]) =>
  until(() => placed.every((each) => each.log.join() === log.join()));

describe('elements that show the same session', () => {
  it('ask for it once, and once a round while one of them is paid; each completes once', async function () {
    this.timeout(20_000);
    const {id} = await createSession('framed');
    const placed = await place(50, id);
    await all(placed, 'ready');
    expect(await readsOf(id)).to.equal(1);

    await watched();
    placed[7]?.element.open();
    await until(dialog);
    await until(async () => (await readsOf(id)) > 3);
    expect(await readsOf(id)).to.be.at.most(8);
    expect(placed.filter(({element}) => textOf(element).includes('another tab'))).to.have.length(49);

    await sandbox(id, {action: 'pay'});
    const others = placed.filter((_, index) => index !== 7);
    await all(others, 'ready', 'complete');
    await all(placed.slice(7, 8), 'ready', 'open', 'complete', 'close');
    expect(await readsOf(id)).to.be.at.most(12);
  });

  it('each look at the answer for themselves', async () => {
    const session = await createSession('framed');
    const {id} = session;
    await fault({session: id, count: 1, body: JSON.stringify({...session, hostedUrl: 'https://pay.example/1'})});
    const [strict, open] = ['', 'pay.example'].map((hosts) => {
      const element = document.createElement('monime-checkout');
      element.setAttribute('endpoint', endpointOf('framed'));
      element.setAttribute('session-id', id);
      element.setAttribute('allowed-hosts', hosts);
      return {element, log: record(element)};
    });
    await fixture(html`${strict?.element}${open?.element}`);
    await until(() => strict?.log.length && open?.log.length);
    expect([strict?.log, open?.log]).to.deep.equal([['error'], ['ready']]);
    expect(strict?.element.error?.code).to.equal('unsafe_url');
    expect(await readsOf(id)).to.equal(1);
  });

  it('try again together', async () => {
    const {id} = await createSession('framed');
    await fault({session: id, count: 1, status: 503});
    await all(await place(10, id), 'ready');
    expect(await readsOf(id)).to.equal(2);
  });

  it('go on where one is removed, and give the read up with the last', async () => {
    const {id} = await createSession('framed');
    const held = holdReads(id);
    try {
      const [first, second] = await place(2, id);
      await until(() => held.asked.length > 0);
      first?.element.remove();
      await second?.element.updateComplete;
      expect(held.asked.map(({aborted}) => aborted)).to.deep.equal([false]);
      second?.element.remove();
      await until(() => held.asked[0]?.aborted);
      expect(held.asked).to.have.length(1);
    } finally {
      held.release();
    }
  });

  it('ask anew where one is told to, whatever answer is on its way to the others', async () => {
    const session = await createSession('framed');
    const {id} = session;
    const {element, log} = await mount('framed', id);
    await fault({session: id, count: 1, body: JSON.stringify(session)});
    await fault({session: id, count: 1, body: JSON.stringify({...session, status: 'completed'})});
    const held = holdReads(id);
    const other = await place(1, id);
    await until(() => held.asked.length > 0);
    element.reload();
    held.release();
    await until(() => log.includes('complete'));
    expect(other[0]?.log).to.deep.equal(['ready']);
    expect(await readsOf(id)).to.equal(3);
  });

  it('ask at most 45 times a minute, all together, on whatever flood of messages', async () => {
    const {id} = await createSession('framed');
    const placed = await place(10, id);
    await all(placed, 'ready');
    await watched();
    const before = performance.now();
    const channel = new BroadcastChannel('monime-checkout');
    for (let said = 0; said < 200; said += 1) channel.postMessage(saying(id));
    await until(() => placed.every(({element}) => element.phase === 'confirming'));
    await until(async () => (await readsOf(id)) > 4);
    const seconds = (performance.now() - before) / 1000;
    expect(await readsOf(id)).to.be.at.most(6 + Math.ceil(seconds * 1.75));
    channel.close();
  });

  it('acknowledge a return once, and only where one of them watches it', async () => {
    const {id} = await createSession('framed');
    await all(await place(5, id), 'ready');
    await watched();
    const channel = new BroadcastChannel('monime-checkout');
    const heard: unknown[] = [];
    channel.addEventListener('message', ({data}) => heard.push(data));
    for (const [nonce, reference] of [
      ['one', id],
      ['stranger', 'scs-other'],
      ['two', id],
    ] as const) {
      channel.postMessage({...saying(reference), nonce});
    }
    await next(channel, 'message');
    await until(() => heard.length > 1);
    expect(heard).to.deep.equal(['one', 'two'].map((nonce) => ({type: 'monime-checkout:acknowledged', nonce})));
    channel.close();
  });
});
