import {expect} from '@open-wc/testing';
import {click, dialog, payInWindow, until} from './customer.ts';
import {buttonOf, createSession, dialogHost, mount, next, sandbox, textOf} from './merchant.ts';

describe('paying on another device', () => {
  it('shows a session as a code in place, and notices that it was paid', async () => {
    const {id} = await createSession('monime');
    const {element, log} = await mount('monime', id, {mode: 'qr'});
    element.open();
    await until(() => element.shadowRoot?.querySelector('[part=qr] path'));
    const code = element.shadowRoot?.querySelector('[part=qr]');
    expect(code?.getAttribute('aria-label')).to.equal('QR code of the payment page');
    expect(textOf(element)).to.contain('Scan the code');
    await element.updateComplete;
    await expect(element).to.be.accessible();
    await sandbox(id, {action: 'pay'});
    await next(element, 'monime-close');
    expect(log).to.deep.equal(['ready', 'open', 'complete', 'close']);
    expect(element.shadowRoot?.querySelector('[part=qr]')).to.equal(null);
  });

  it('draws a code that says the address of the hosted page', async () => {
    const session = await createSession('monime');
    const {element} = await mount('monime', session.id, {mode: 'qr'});
    element.open();
    await until(() => element.shadowRoot?.querySelector('[part=qr] path'));
    const {encode} = await import('uqr');
    const {size, data} = encode(session.hostedUrl ?? '', {ecc: 'M', border: 2});
    const path = element.shadowRoot?.querySelector('[part=qr] path:last-child')?.getAttribute('d') ?? '';
    const drawn = new Set([...path.matchAll(/M(\d+) (\d+)h1v1h-1z/g)].map(([, x, y]) => `${x} ${y}`));
    const dark = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? `${x} ${y}` : [])));
    expect(element.shadowRoot?.querySelector('[part=qr]')?.getAttribute('viewBox')).to.equal(`0 0 ${size} ${size}`);
    expect([...drawn].toString()).to.equal(dark.toString());
    element.close();
  });

  it('can be shut again where it stands', async () => {
    const {id} = await createSession('monime');
    const {element, log} = await mount('monime', id, {mode: 'qr'});
    element.open();
    await until(() => element.shadowRoot?.querySelector('[part=qr]'));
    buttonOf(element, /Close/).click();
    await until(() => element.phase === 'ready');
    expect(log).to.deep.equal(['ready', 'open', 'close']);
  });

  it('offers the code, the link and the time left in the waiting room', async () => {
    const {id} = await createSession('monime');
    const {element} = await mount('monime', id, {mode: 'popup'});
    const popup = await payInWindow(element);
    const host = dialogHost();
    if (!host) throw new Error('There is no waiting room.');
    await until(() => textOf(host).includes('min left'));
    expect(textOf(host)).to.match(/5\d min left to pay/);
    buttonOf(host, /Pay on your phone/).click();
    await until(() => host.shadowRoot?.querySelector('[part=qr]'));
    expect(host.shadowRoot?.querySelector('input')?.value).to.contain(id);
    await expect(dialog()).to.be.accessible();
    popup.close();
    element.close();
  });

  it('copies the link, or hands it over to be copied by hand', async () => {
    const {id} = await createSession('monime');
    const {element} = await mount('monime', id, {mode: 'popup'});
    element.open();
    await until(dialog);
    const host = dialogHost();
    if (!host) throw new Error('There is no waiting room.');
    await click(buttonOf(host, /Copy the link/));
    await until(() => /Copied|copy it yourself/.test(textOf(host)));
    expect(host.shadowRoot?.querySelector('input')?.readOnly).to.equal(true);
    element.close();
  });
});
