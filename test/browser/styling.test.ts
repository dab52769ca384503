import {expect, fixture, html} from '@open-wc/testing';
import type {MonimeCheckoutElement} from '../../src/index.ts';
import {dialog, until} from './customer.ts';
import {createSession, endpointOf, mount, next, sandbox} from './merchant.ts';

const NAMES = [
  'idle',
  'loading',
  'ready',
  'presenting',
  'confirming',
  'settled',
  'failed',
  'completed',
  'cancelled',
  'expired',
  'test-mode',
];
const hasStates = CSS.supports('selector(:state(ready))');

/** What a merchant's stylesheet can match. */
const statesOf = (element: Element) =>
  NAMES.filter((name) => element.matches(hasStates ? `:state(${name})` : `:--${name}`));

async function place(attributes: Record<string, string>, ...content: Element[]): Promise<MonimeCheckoutElement> {
  const element = document.createElement('monime-checkout');
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...content);
  await fixture(html`${element}`);
  return element;
}

/** Something for a slot. */
function content(slot: string | null): HTMLElement {
  const link = document.createElement('a');
  link.href = 'https://checkout.monime.io/x';
  link.textContent = `This stands in ${slot}`;
  if (slot) link.slot = slot;
  return link;
}

const isShown = (element: Element) => element.getClientRects().length > 0;

describe('states for stylesheets', () => {
  it('follow a payment from the first read to the end', async () => {
    const {id} = await createSession('framed');
    const element = await place({});
    await element.updateComplete;
    expect(statesOf(element)).to.deep.equal(['idle']);
    const ready = next(element, 'monime-ready');
    element.endpoint = endpointOf('framed');
    element.sessionId = id;
    await element.updateComplete;
    expect(statesOf(element)).to.deep.equal(['loading']);
    await ready;
    await until(() => !statesOf(element).includes('loading'));
    expect(statesOf(element)).to.contain('ready');
    const others = statesOf(element).filter((name) => name !== 'ready');
    element.open();
    await element.updateComplete;
    expect(statesOf(element)).to.deep.equal(['presenting', ...others]);
    await sandbox(id, {action: 'pay'});
    await until(() => statesOf(element).includes('settled'));
    expect(statesOf(element)).to.deep.equal(['settled', 'completed', ...others]);
  });

  it('say confirming, expired, failed and test mode', async () => {
    const [processing, {id}] = await Promise.all([createSession('paymongo'), createSession('monime')]);
    await sandbox(processing.id, {action: 'process'});
    expect(statesOf((await mount('paymongo', processing.id)).element)).to.contain('confirming');
    await sandbox(id, {action: 'expire'});
    const {element} = await mount('monime', id);
    expect(statesOf(element)).to.contain('expired').and.contain('settled').and.not.contain('completed');
    const failing = await place({'session-id': '../x', endpoint: endpointOf('monime')});
    await until(() => statesOf(failing).includes('failed'));
    const testing = await place({});
    testing.session = {id: 'scs-1', provider: 'monime', status: 'open', testMode: true, lineItems: []};
    await next(testing, 'monime-ready');
    await testing.updateComplete;
    expect(statesOf(testing)).to.deep.equal(['ready', 'test-mode']);
  });
});

describe('commands of a button', () => {
  /** Presses a button with a command; where the browser has no commands, says what such a browser would say. */
  function command(element: Element, name: string): void {
    const button = document.createElement('button');
    element.id = 'commanded';
    button.setAttribute('commandfor', element.id);
    button.setAttribute('command', name);
    element.parentElement?.append(button);
    if ('commandForElement' in button) button.click();
    else element.dispatchEvent(Object.assign(new Event('command'), {command: name}));
    button.remove();
  }

  it('open and close, and others do nothing', async () => {
    const {id} = await createSession('framed');
    const {element, log} = await mount('framed', id);
    command(element, '--other');
    expect(log).to.deep.equal(['ready']);
    command(element, '--open');
    expect(log).to.deep.equal(['ready', 'open']);
    await until(dialog);
    command(element, '--close');
    expect(dialog()).to.equal(null);
    await until(() => log.includes('close'));
  });
});

describe('slots', () => {
  it('show the merchant and the logo, and keep what comes next until it is paid', async () => {
    const {id} = await createSession('framed');
    const [merchant, logo, completed, link] = [
      content('merchant'),
      content('logo'),
      content('completed'),
      content(null),
    ];
    const element = await place({endpoint: endpointOf('framed'), 'session-id': id}, merchant, logo, completed, link);
    // Already while it is loaded: nothing moves when the order comes.
    expect([merchant, logo, completed, link].map(isShown)).to.deep.equal([true, true, false, false]);
    await until(() => element.phase === 'ready');
    await element.updateComplete;
    expect([merchant, logo, completed, link].map(isShown)).to.deep.equal([true, true, false, false]);
    element.open();
    await sandbox(id, {action: 'pay'});
    await until(() => element.phase === 'settled');
    await element.updateComplete;
    expect([merchant, logo, completed, link].map(isShown)).to.deep.equal([true, true, true, false]);
  });

  it('show the default one while there is no session, and where it cannot be loaded', async () => {
    const link = content(null);
    const element = await place({}, link);
    await element.updateComplete;
    expect(isShown(link)).to.equal(true);
    const failed = next(element, 'monime-error');
    element.sessionId = '../x';
    await failed;
    await element.updateComplete;
    expect(isShown(link)).to.equal(true);
  });
});
