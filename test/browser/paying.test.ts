import {expect} from '@open-wc/testing';
import {sendKeys} from '@web/test-runner-commands';
import type {MonimeCancelEvent, MonimeCompleteEvent, MonimeFallbackEvent} from '../../src/index.ts';
import {click, dialog, until} from './customer.ts';
import {buttonOf, createSession, dialogHost, mount, next, sandbox, textOf} from './merchant.ts';

describe('<monime-checkout> paying in the dialog', () => {
  it('shows the hosted page in a frame, and completes once when the provider says paid', async () => {
    const {id} = await createSession('framed');
    const {element, log} = await mount('framed', id);
    const done = next(element, 'monime-close');
    buttonOf(element, /Pay/).click();
    await until(dialog);
    expect(element.phase).to.equal('presenting');
    expect(dialog()?.matches(':modal')).to.equal(true);
    const frame = dialog()?.querySelector('iframe');
    expect(frame?.src).to.contain(id);
    expect(frame?.title).to.equal('Payment page');
    await sandbox(id, {action: 'pay'});
    await done;
    expect(log).to.deep.equal(['ready', 'open', 'complete', 'close']);
    expect(element.phase).to.equal('settled');
    expect(dialogHost()).to.equal(null);
    await element.updateComplete;
    expect(textOf(element)).to.contain('Payment received');
  });

  it('tells the session and a stable key with the completion', async () => {
    const {id} = await createSession('framed');
    const {element} = await mount('framed', id);
    const completed = next(element, 'monime-complete');
    element.open();
    await sandbox(id, {action: 'pay'});
    const event = await completed;
    const {session, initial, id: key} = event as MonimeCompleteEvent;
    expect({id: session.id, status: session.status, initial, key}).to.deep.equal({
      id,
      status: 'completed',
      initial: false,
      key: `${id}:completed`,
    });
  });

  it('stays shut where the page prevents monime-open', async () => {
    const {id} = await createSession('framed');
    const {element, log} = await mount('framed', id);
    element.addEventListener('monime-open', (event) => event.preventDefault());
    element.open();
    expect(element.phase).to.equal('ready');
    expect(log).to.deep.equal(['ready', 'open']);
  });

  it('goes back to the order where the customer closes it unpaid, after one more read', async () => {
    const {id} = await createSession('framed');
    const {element, log} = await mount('framed', id);
    buttonOf(element, /Pay/).focus();
    element.open();
    await until(dialog);
    const phases: string[] = [];
    element.addEventListener('monime-change', ({phase}) => phases.push(phase));
    const host = dialogHost();
    if (host) buttonOf(host, /Close/).click();
    await until(() => element.phase === 'ready');
    expect(phases).to.deep.equal(['confirming', 'ready']);
    expect(log).to.deep.equal(['ready', 'open', 'beforeclose', 'close']);
    await element.updateComplete;
    expect(textOf(element)).to.contain('You have not paid yet');
    expect(element.shadowRoot?.activeElement).to.equal(buttonOf(element, /Pay/));
  });

  it('stays open where the page prevents monime-beforeclose', async () => {
    const {id} = await createSession('framed');
    const {element} = await mount('framed', id);
    element.addEventListener('monime-beforeclose', (event) => event.preventDefault());
    element.open();
    await until(dialog);
    const asked = next(element, 'monime-beforeclose');
    dialog()?.querySelector('button')?.focus();
    await sendKeys({press: 'Escape'});
    await asked;
    expect(dialog()?.open).to.equal(true);
    element.close();
    expect(dialogHost()).to.equal(null);
  });

  it("ends with the provider's cancellation", async () => {
    const {id} = await createSession('framed');
    const {element, log} = await mount('framed', id);
    const cancelled = next(element, 'monime-cancel');
    element.open();
    await sandbox(id, {action: 'cancel'});
    expect(((await cancelled) as MonimeCancelEvent).final).to.equal(true);
    await until(() => log.includes('close'));
    expect(log).to.deep.equal(['ready', 'open', 'cancel', 'close']);
    expect(dialogHost()).to.equal(null);
  });

  it('completes after it was cancelled, where it turns out paid', async () => {
    const {id} = await createSession('framed');
    const {element, log} = await mount('framed', id);
    element.open();
    await sandbox(id, {action: 'cancel'});
    await next(element, 'monime-close');
    await sandbox(id, {action: 'pay'});
    window.dispatchEvent(new Event('online'));
    await next(element, 'monime-complete');
    expect(log).to.deep.equal(['ready', 'open', 'cancel', 'close', 'complete']);
  });
});

describe('<monime-checkout> paying in a window', () => {
  it('opens the window inside the click, with the waiting room behind it', async () => {
    const {id} = await createSession('paymongo');
    const {element, log} = await mount('paymongo', id);
    const done = next(element, 'monime-close');
    await click(buttonOf(element, /Pay/));
    await until(dialog);
    const host = dialogHost();
    expect(host && textOf(host))
      .to.contain('Continue in the payment window')
      .and.contain('91.50');
    await sandbox(id, {action: 'pay'});
    await done;
    expect(log).to.deep.equal(['ready', 'open', 'complete', 'close']);
  });

  it('offers a link to the hosted page where no click is behind it', async () => {
    const session = await createSession('paymongo');
    const {element, log} = await mount('paymongo', session.id);
    // WebKit's outlives the window that it opened.
    await until(() => !navigator.userActivation.isActive);
    const fallback = next(element, 'monime-fallback');
    element.open();
    const {from, to, reason} = (await fallback) as MonimeFallbackEvent;
    expect({from, to, reason}).to.deep.equal({from: 'popup', to: 'link', reason: 'no_click'});
    await until(dialog);
    const host = dialogHost();
    const link = host && buttonOf(host, /Open the payment page/);
    expect(link).to.have.property('href', session.hostedUrl);
    expect(log).to.deep.equal(['ready', 'open', 'fallback']);
    element.close();
  });

  it('keeps watching after the waiting room was closed', async () => {
    const {id} = await createSession('paymongo');
    const {element, log} = await mount('paymongo', id);
    element.open();
    await until(dialog);
    element.close();
    await until(() => element.phase === 'ready');
    await sandbox(id, {action: 'pay'});
    await next(element, 'monime-complete');
    expect(log).to.deep.equal(['ready', 'open', 'fallback', 'close', 'complete']);
  });

  it('holds the waiting room while the provider processes, and says that it checks once the customer is back', async () => {
    const {id} = await createSession('paymongo');
    const {element, log} = await mount('paymongo', id);
    element.open();
    await until(dialog);
    await sandbox(id, {action: 'process'});
    await until(() => element.phase === 'confirming');
    dialog()?.querySelector('button')?.focus();
    await sendKeys({press: 'Escape'});
    expect(dialog()?.open).to.equal(true);
    expect(log).not.to.contain('beforeclose');
    const channel = new BroadcastChannel('monime-checkout');
    channel.postMessage({type: 'monime-checkout:return', outcome: 'success', reference: id, nonce: 'n'});
    channel.close();
    const host = dialogHost();
    await until(() => host && textOf(host).includes('Checking your payment'));
    await expect(dialog()).to.be.accessible();
    await sandbox(id, {action: 'decline'});
    element.close();
  });
});
