import {expect, fixture, html} from '@open-wc/testing';
import type {MonimeCheckoutElement, MonimeErrorEvent} from '../../src/index.ts';
// Loaded before the tests, because a slow machine takes long to build the modules.
import '../../src/providers/read-session.ts';
import {createSession, endpointOf, fault, mount, next, readsOf, record, sandbox, textOf} from './merchant.ts';

const seed = async (name: string): Promise<unknown> => (await fetch(`/test/fixtures/${name}.json`)).json();

async function failing(attributes: Record<string, string>): Promise<{element: MonimeCheckoutElement; code: string}> {
  const element = document.createElement('monime-checkout');
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  const failed = new Promise<MonimeErrorEvent>((resolve) => element.addEventListener('monime-error', resolve));
  await fixture(html`${element}`);
  const {error} = await failed;
  return {element, code: `${error.code} ${error.path}`};
}

describe('<monime-checkout> loading', () => {
  it('shows title, items, amounts and the total', async () => {
    const {id} = await createSession('monime');
    const {element, log} = await mount('monime', id);
    expect(element.phase).to.equal('ready');
    expect(log).to.deep.equal(['ready']);
    const text = textOf(element);
    for (const part of ['Kola Nut Books', 'Exercise book', 'A4, 80 pages', '3 ×', '25.50', '76.50', '91.50']) {
      expect(text).to.contain(part);
    }
    await expect(element).to.be.accessible();
  });

  it('draws the session that stands in the page without a request', async () => {
    const session = await createSession('monime');
    const element = document.createElement('monime-checkout');
    const script = document.createElement('script');
    script.type = 'application/json';
    script.textContent = JSON.stringify(session);
    element.append(script);
    element.setAttribute('endpoint', endpointOf('monime'));
    const ready = next(element, 'monime-ready');
    await fixture(html`${element}`);
    await ready;
    await element.updateComplete;
    expect(textOf(element)).to.contain('91.50');
    expect(await readsOf(session.id)).to.equal(0);
  });

  it('asks before it believes a session in the page that says completed', async () => {
    const session = await createSession('monime');
    const element = document.createElement('monime-checkout');
    element.setAttribute('endpoint', endpointOf('monime'));
    element.session = {...session, status: 'completed'};
    const log = record(element);
    const ready = next(element, 'monime-ready');
    await fixture(html`${element}`);
    await ready;
    expect(element.phase).to.equal('ready');
    expect(log).to.deep.equal(['ready']);
    expect(await readsOf(session.id)).to.equal(1);
  });

  it("renders Monime's template, in which nearly everything is null, and says why it cannot be paid", async () => {
    const element = document.createElement('monime-checkout');
    element.session = await seed('monime-template');
    const ready = next(element, 'monime-ready');
    await fixture(html`${element}`);
    await ready;
    await element.updateComplete;
    expect(textOf(element)).to.contain('No items are listed').and.contain('cannot be paid yet');
    expect(element.shadowRoot?.querySelector('button')).to.equal(null);
    await expect(element).to.be.accessible();
  });

  it("takes PayMongo's paid example for paid only after a read", async () => {
    const element = document.createElement('monime-checkout');
    element.session = await seed('paymongo-paid');
    const failed = next(element, 'monime-error');
    const log = record(element);
    await fixture(html`${element}`);
    await failed;
    expect(log).to.deep.equal(['error']);
    expect(element.error?.code).to.equal('invalid_configuration');
  });

  it('completes at once where the first read says paid', async () => {
    const {id} = await createSession('paymongo');
    await sandbox(id, {action: 'pay'});
    const {element, log} = await mount('paymongo', id);
    expect(element.phase).to.equal('settled');
    expect(log).to.deep.equal(['ready', 'complete']);
    await expect(element).to.be.accessible();
  });

  it('tries again where the endpoint is ill for a moment', async () => {
    const {id} = await createSession('monime');
    await fault({session: id, count: 1, status: 503});
    const {log} = await mount('monime', id);
    expect(log).to.deep.equal(['ready']);
    expect(await readsOf(id)).to.equal(2);
  });

  it('offers another try where the answer is not a session, and takes it', async () => {
    const {id} = await createSession('monime');
    await fault({session: id, count: 1, body: '<h1>Oops</h1>'});
    const {element, code} = await failing({endpoint: endpointOf('monime'), 'session-id': id});
    expect(code).to.equal('invalid_session null');
    await element.updateComplete;
    await expect(element).to.be.accessible();
    const ready = next(element, 'monime-ready');
    element.shadowRoot?.querySelector('button')?.click();
    await ready;
    expect(element.phase).to.equal('ready');
  });

  it('refuses an answer about another session', async () => {
    const {id} = await createSession('monime');
    const other = await createSession('monime');
    await fault({session: id, count: 1, body: JSON.stringify(other)});
    const {code} = await failing({endpoint: endpointOf('monime'), 'session-id': id});
    expect(code).to.equal('wrong_session id');
  });

  it('refuses an id that is none, and never asks', async () => {
    const {code} = await failing({endpoint: endpointOf('monime'), 'session-id': '../returns/x'});
    expect(code).to.equal('invalid_id session-id');
  });

  it('refuses a secret in an attribute of any name', async () => {
    const {id} = await createSession('monime');
    const {code, element} = await failing({endpoint: endpointOf('monime'), 'session-id': id, token: 'mon_abc123'});
    expect(code).to.equal('secret_refused token');
    expect(element.error?.message).not.to.contain('mon_abc123');
    expect(await readsOf(id)).to.equal(0);
  });

  it('shows what stands in it while it has no session', async () => {
    const element = await fixture<MonimeCheckoutElement>(
      html`<monime-checkout><a href="https://checkout.monime.io/x">Pay</a></monime-checkout>`,
    );
    expect(element.phase).to.equal('idle');
    expect(element.querySelector('a')?.assignedSlot).not.to.equal(null);
  });
});
