import {expect, fixture, html} from '@open-wc/testing';
import type {MonimeCheckoutElement} from '../../src/index.ts';
import {dialog, until} from './customer.ts';
import {
  buttonOf,
  createSession,
  dialogHost,
  endpointOf,
  mount,
  next,
  readsOf,
  record,
  sandbox,
  textOf,
} from './merchant.ts';

describe('life in a page', () => {
  it('shows many sessions side by side, each paid by itself', async () => {
    const sessions = await Promise.all([createSession('framed'), createSession('framed'), createSession('framed')]);
    const mounted = await Promise.all(sessions.map(({id}) => mount('framed', id)));
    mounted[1]?.element.open();
    await sandbox(sessions[1]?.id ?? '', {action: 'pay'});
    await until(() => mounted[1]?.log.includes('close'));
    expect(mounted.map(({element}) => element.phase)).to.deep.equal(['ready', 'settled', 'ready']);
  });

  for (const {title, move} of [
    {title: 'append moves it', move: (section: HTMLElement, element: HTMLElement) => section.append(element)},
    {
      title: 'moveBefore moves it',
      move: (section: HTMLElement, element: HTMLElement) => section.moveBefore(element, null),
    },
  ]) {
    it(`neither loads again nor shuts the dialog where ${title}`, async () => {
      const {id} = await createSession('framed');
      const {element, log} = await mount('framed', id);
      element.open();
      await until(dialog);
      const frame = dialog()?.querySelector('iframe');
      const reads = await readsOf(id);
      const section = document.createElement('section');
      document.body.append(section);
      move(section, element);
      await element.updateComplete;
      expect(element.parentElement).to.equal(section);
      expect(dialog()?.querySelector('iframe')).to.equal(frame);
      expect(log).to.deep.equal(['ready', 'open']);
      expect(await readsOf(id)).to.be.at.most(reads + 1);
      element.close();
      section.remove();
    });
  }

  it('loads once where it is connected, disconnected and connected at once', async () => {
    const {id} = await createSession('monime');
    const element = document.createElement('monime-checkout');
    element.setAttribute('endpoint', endpointOf('monime'));
    element.setAttribute('session-id', id);
    const log = record(element);
    const ready = next(element, 'monime-ready');
    document.body.append(element);
    element.remove();
    document.body.append(element);
    await ready;
    expect(await readsOf(id)).to.equal(1);
    expect(log).to.deep.equal(['ready']);
    element.remove();
  });

  it('shows the other session where the attribute changes, and drops the late answer about the first', async () => {
    const [first, second] = await Promise.all([createSession('monime'), createSession('framed')]);
    const element = await fixture<MonimeCheckoutElement>(
      html`<monime-checkout endpoint=${endpointOf('monime')} session-id=${first.id}></monime-checkout>`,
    );
    const ready = next(element, 'monime-ready');
    element.sessionId = second.id;
    await ready;
    await element.updateComplete;
    expect(element.phase).to.equal('ready');
    element.open();
    await until(dialogHost);
    expect(dialogHost()?.shadowRoot?.querySelector('a')?.href).to.contain(second.id);
    element.close();
  });

  it('shuts the dialog of the session before where the attribute changes while paying', async () => {
    const [first, second] = await Promise.all([createSession('framed'), createSession('framed')]);
    const {element, log} = await mount('framed', first.id);
    element.open();
    await until(dialog);
    const ready = next(element, 'monime-ready');
    element.sessionId = second.id;
    await ready;
    expect(dialogHost()).to.equal(null);
    expect(log).to.deep.equal(['ready', 'open', 'close', 'ready']);
  });

  it("works in a merchant's shadow root, form and inert region", async () => {
    const {id} = await createSession('framed');
    const host = document.createElement('div');
    host.attachShadow({mode: 'open'}).innerHTML = '<form inert></form>';
    document.body.append(host);
    const form = host.shadowRoot?.querySelector('form');
    let submitted = false;
    form?.addEventListener('submit', () => (submitted = true));
    const {element} = await mount('framed', id);
    form?.append(element);
    await element.updateComplete;
    const done = next(document.body, 'monime-complete');
    buttonOf(element, /Pay/).click();
    await until(dialog);
    expect(submitted).to.equal(false);
    await sandbox(id, {action: 'pay'});
    await done;
    host.remove();
  });

  it('puts focus and scroll back exactly', async () => {
    const {id} = await createSession('framed');
    const tall = document.createElement('div');
    tall.style.height = '3000px';
    document.body.append(tall);
    const {element} = await mount('framed', id);
    const button = buttonOf(element, /Pay/);
    button.focus();
    document.documentElement.style.overflow = 'clip';
    scrollTo(0, 400);
    const before = [scrollX, scrollY, document.documentElement.style.cssText];
    button.click();
    await until(() => dialog()?.querySelector('iframe[data-loaded]'));
    expect(document.documentElement.style.overflow).to.equal('hidden');
    element.close();
    await until(() => element.phase === 'ready');
    expect([scrollX, scrollY, document.documentElement.style.cssText]).to.deep.equal(before);
    await element.updateComplete;
    expect(element.shadowRoot?.activeElement).to.equal(buttonOf(element, /Pay/));
    document.documentElement.style.overflow = '';
    tall.remove();
  });

  it('moves the focus to what happened where the button is gone', async () => {
    const {id} = await createSession('framed');
    const {element} = await mount('framed', id);
    buttonOf(element, /Pay/).focus();
    element.open();
    await sandbox(id, {action: 'pay'});
    await until(() => element.phase === 'settled');
    await element.updateComplete;
    await until(() => element.shadowRoot?.activeElement);
    expect(element.shadowRoot?.activeElement?.textContent).to.contain('Payment received');
  });

  it('says that another tab is paying, without being in the way', async () => {
    const {id} = await createSession('monime');
    const {element} = await mount('monime', id);
    const channel = new BroadcastChannel('monime-checkout');
    const isShown = () => textOf(element).includes('another tab');
    // Again and again: the widget begins to listen a moment after the order is there.
    const tell = (paying: boolean) => channel.postMessage({type: 'monime-checkout:tab', reference: id, paying});
    await until(() => (tell(true), isShown()));
    expect(buttonOf(element, /Pay/)).to.have.property('disabled', false);
    await until(() => (tell(false), !isShown()));
    channel.close();
  });

  it('does nothing on open() while it is disabled, and never shuts what is open', async () => {
    const {id} = await createSession('framed');
    const {element, log} = await mount('framed', id);
    element.disabled = true;
    await element.updateComplete;
    element.open();
    expect(log).to.deep.equal(['ready']);
    element.disabled = false;
    element.open();
    await until(dialog);
    element.disabled = true;
    await element.updateComplete;
    expect(dialog()?.open).to.equal(true);
    element.close();
  });
});
