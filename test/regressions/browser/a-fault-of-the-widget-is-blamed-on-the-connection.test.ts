/** In CHANGELOG.md: a fault of the widget, or of the page, told the customer to check the internet connection. */
import {expect, fixture, html} from '@open-wc/testing';
import type {MonimeCheckoutElement, MonimeErrorEvent} from '../../../src/index.ts';
import {dialog, until} from '../../browser/customer.ts';
import {buttonOf, createSession, endpointOf, mount, record, sandbox, textOf} from '../../browser/merchant.ts';

const boom = (): never => {
  throw new Error('boom');
};

/** Notes the errors of an element, and what is logged about it. */
function listen(element: MonimeCheckoutElement) {
  const errors: string[] = [];
  const causes: unknown[] = [];
  element.addEventListener('monime-error', ({error}: MonimeErrorEvent) => {
    errors.push(error.code);
    causes.push(error.cause);
  });
  return {errors, causes};
}

describe('a fault inside the widget', () => {
  const {error: log} = console;
  let lines: unknown[][] = [];
  beforeEach(() => {
    lines = [];
    console.error = (...line: unknown[]) => void lines.push(line);
  });
  afterEach(() => {
    console.error = log;
    expect(lines).to.have.length(1);
    expect(String(lines[0]?.[1])).to.contain('boom');
  });

  it('while the order is drawn, says to reload and leads to the payment page, until it is mended', async () => {
    const session = await createSession('monime');
    const {element} = await mount('monime', session.id);
    const {errors, causes} = listen(element);
    element.strings = {pay: boom};
    await until(() => errors.length > 0);
    element.requestUpdate();
    await element.updateComplete;
    expect(errors).to.deep.equal(['internal_error']);
    expect(String(causes[0])).to.contain('boom');
    expect(textOf(element)).to.contain('Reload the page').and.not.contain('internet');
    const link = element.shadowRoot?.querySelector('a');
    expect(link?.href).to.equal(session.hostedUrl);
    await expect(element).to.be.accessible();
    element.strings = null;
    await until(() => textOf(element).includes('91.50'));
    expect(textOf(element)).to.contain('Pay').and.not.contain('Reload');
  });

  it('while a session of the page is read, says to reload', async () => {
    const session = await createSession('monime');
    const element = document.createElement('monime-checkout');
    const {errors} = listen(element);
    element.endpoint = endpointOf('monime');
    element.session = Object.defineProperty({...session}, 'title', {enumerable: true, get: boom});
    await fixture(html`${element}`);
    await until(() => element.phase === 'failed');
    await element.updateComplete;
    expect(errors).to.deep.equal(['internal_error']);
    expect(element.error?.code).to.equal('internal_error');
    expect(textOf(element)).to.contain('Reload').and.not.contain('internet');
    buttonOf(element, /Reload the page/);
    element.session = session;
    await until(() => element.phase === 'ready');
  });

  it('while a dialog is drawn, says to reload, leads to the payment page, and notices the payment', async () => {
    const session = await createSession('monime');
    const {element} = await mount('monime', session.id, {mode: 'popup'});
    const heard = record(element);
    const {errors} = listen(element);
    element.strings = {stepConfirm: '', blockedTitle: '', steps: ''};
    Object.defineProperty(element.orderCard?.language.strings, 'steps', {get: boom});
    element.open();
    await until(() => errors.length > 0);
    expect(errors).to.deep.equal(['internal_error']);
    await until(() => textOf(element).includes('Reload'));
    expect(dialog()).to.equal(null);
    expect(textOf(element)).not.to.contain('internet');
    const link = element.shadowRoot?.querySelector('a');
    expect(link?.href).to.equal(session.hostedUrl);
    await sandbox(session.id, {action: 'pay'});
    await until(() => heard.includes('complete'));
    await until(() => textOf(element).includes('Payment received'));
  });
});
