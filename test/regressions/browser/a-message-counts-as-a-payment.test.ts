/**
 * Reported: a message from any window counted as a payment.
 * https://github.com/ajayyy/DeArrow/issues/521
 * https://github.com/unlock-protocol/unlock/issues/2053
 */
import {expect} from '@open-wc/testing';
import {env} from '../../tools/env.ts';
import {payInWindow, until} from '../../browser/customer.ts';
import {createSession, endpointOf, mount, readsOf} from '../../browser/merchant.ts';
import {frameWith, saying, sayUrl} from '../../browser/saying.ts';

describe('a payment that is not made', () => {
  it('never completes on well-formed messages, however many, which ask at most 45 times a minute', async () => {
    const {id} = await createSession('paymongo');
    const {element, log} = await mount('paymongo', id, {mode: 'popup'});
    const popup = await payInWindow(element);
    const before = performance.now();
    popup.location.replace(sayUrl(saying(id), {times: 5000}));
    await until(() => element.phase === 'confirming');
    const channel = new BroadcastChannel('monime-checkout');
    for (let said = 0; said < 2000; said += 1) channel.postMessage(saying(id));
    const reads = await readsOf(id);
    await until(async () => (await readsOf(id)) > reads + 1);
    const seconds = (performance.now() - before) / 1000;
    expect(await readsOf(id)).to.be.at.most(5 + Math.ceil(seconds * 0.75));
    expect(log).to.deep.equal(['ready', 'open']);
    channel.close();
    popup.close();
    element.close();
  });

  for (const {title, url, framed} of [
    {title: 'another origin', url: (id: string) => sayUrl(saying(id), {origin: env['other'] ?? ''}), framed: false},
    {title: 'another window', url: (id: string) => sayUrl(saying(id), {to: 'parent'}), framed: true},
    {title: 'another session', url: () => sayUrl(saying('cs_other')), framed: false},
    {
      title: 'a page that knows no shape',
      url: () => sayUrl({type: 'monime-checkout:return', outcome: 'paid'}),
      framed: false,
    },
  ]) {
    it(`takes no notice of a message of ${title}`, async () => {
      const {id} = await createSession('paymongo');
      const {element} = await mount('paymongo', id, {mode: 'popup'});
      const popup = await payInWindow(element);
      const phases: string[] = [];
      element.addEventListener('monime-change', ({phase}) => phases.push(phase));
      let isHeard = false;
      window.addEventListener('message', () => (isHeard = true), {once: true});
      const frame = framed ? frameWith(url(id)) : null;
      if (!framed) popup.location.replace(url(id));
      await until(() => isHeard);
      expect(phases).to.deep.equal([]);
      expect(element.phase).to.equal('presenting');
      frame?.remove();
      popup.close();
      element.close();
    });
  }

  it('is open again after the cancel link, once a read said so', async () => {
    const {id} = await createSession('paymongo');
    const {element, log} = await mount('paymongo', id, {mode: 'popup'});
    const popup = await payInWindow(element);
    popup.location.replace(`${endpointOf('paymongo')}/return/cancel`);
    await until(() => element.phase === 'ready');
    expect(log).to.deep.equal(['ready', 'open', 'cancel', 'close']);
    await until(() => popup.closed);
  });
});
