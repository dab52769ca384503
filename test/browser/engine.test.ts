import {expect} from '@open-wc/testing';
import {until} from './customer.ts';

describe('the browser', () => {
  it('holds back a window that no click is behind', async () => {
    await until(() => !navigator.userActivation.isActive);
    const opened = window.open('about:blank');
    opened?.close();
    expect(opened === null).to.equal(true);
  });
});
