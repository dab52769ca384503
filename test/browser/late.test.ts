import {expect} from '@open-wc/testing';
import {click, dialog, until} from './customer.ts';
import {creating, mountLate} from './late-session.ts';
import {buttonOf, createSession, dialogHost, endpointOf, mount, sandbox, textOf} from './merchant.ts';

describe('a session that is made late', () => {
  it('is one session, however often the button is pressed', async () => {
    const {wishes, create} = creating('framed');
    const {element} = await mountLate('framed', create, 'modal');
    element.open();
    element.open();
    element.open();
    await until(() => dialog()?.querySelector('iframe')?.src);
    expect(wishes).to.have.length(1);
    element.close();
  });

  it('closes the window again where it cannot be made, and keeps the key for the next try', async () => {
    const keys: string[] = [];
    const {element, log} = await mountLate('paymongo', async ({key}) => {
      keys.push(key);
      if (keys.length === 1) throw new Error('The shop is ill.');
      return (await createSession('paymongo')).id;
    });
    const opened: (Window | null)[] = [];
    const {open} = window;
    window.open = (...parameters) => {
      const result = open.apply(window, parameters);
      opened.push(result);
      return result;
    };
    await click(buttonOf(element, /Pay/));
    window.open = open;
    await until(() => element.phase === 'failed');
    expect(element.error?.code).to.equal('create_failed');
    expect(log).to.deep.equal(['open', 'error', 'close']);
    await until(() => opened.every((popup) => popup?.closed !== false));
    await element.updateComplete;
    await expect(element).to.be.accessible();
    buttonOf(element, /Try again/).click();
    await until(() => keys.length === 2);
    expect(keys[0]).to.equal(keys[1]);
    element.close();
  });

  it('refuses an answer that is no session id', async () => {
    const {element} = await mountLate('framed', async () => '../../etc', 'modal');
    element.open();
    await until(() => element.phase === 'failed');
    expect(element.error?.path).to.equal('createSession');
  });

  it('replaces one that has expired, on one button', async () => {
    const {wishes, create} = creating('framed');
    const old = await createSession('framed');
    const {element, log} = await mount('framed', old.id, {mode: 'modal'});
    element.createSession = create;
    element.open();
    await sandbox(old.id, {action: 'expire'});
    await until(() => log.includes('expire'));
    element.close();
    await element.updateComplete;
    expect(textOf(element)).to.contain('expired');
    buttonOf(element, /Start a new payment/).click();
    await until(() => dialogHost() && element.phase === 'presenting' && wishes.length === 1);
    expect(wishes[0]?.renew).to.equal(old.id);
    await until(() => dialog()?.querySelector('iframe')?.src.includes('scs-'));
    expect(dialog()?.querySelector('iframe')?.src).not.to.contain(old.id);
    element.close();
  });

  it('is not made where the one that had ended turns out paid', async () => {
    const {wishes, create} = creating('framed');
    const old = await createSession('framed');
    await sandbox(old.id, {action: 'cancel'});
    const {element, log} = await mount('framed', old.id, {mode: 'modal'});
    element.createSession = create;
    await element.updateComplete;
    await sandbox(old.id, {action: 'pay'});
    const status = async () => (await (await fetch(`${endpointOf('framed')}/sessions/${old.id}`)).json()).status;
    while ((await status()) !== 'completed');
    buttonOf(element, /Start a new payment/).click();
    await until(() => element.phase === 'settled' && !dialogHost());
    expect(wishes).to.deep.equal([]);
    expect(log.filter((name) => name === 'complete')).to.deep.equal(['complete']);
  });
});
