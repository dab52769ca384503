/**
 * Reported: a redirect to the payment page threw in a sandboxed frame.
 * https://github.com/jsfiddle/jsfiddle-users/issues/1445
 */
import {expect} from '@open-wc/testing';
import {sendMouse} from '@web/test-runner-commands';
import type {MonimeCheckoutElement, MonimeFallbackEvent} from '../../../src/index.ts';
import {until} from '../../browser/customer.ts';
import {buttonOf, createSession, endpointOf, next} from '../../browser/merchant.ts';

interface FramedShop {
  frame: HTMLIFrameElement;
  element: MonimeCheckoutElement;
  fallbacks: string[];
  errors: string[];
}

const frames: HTMLIFrameElement[] = [];

/** A page with the widget in a sandboxed frame. */
async function shopInFrame(sandbox: string, properties: Partial<MonimeCheckoutElement>): Promise<FramedShop> {
  const frame = document.createElement('iframe');
  frames.push(frame);
  frame.setAttribute('sandbox', sandbox);
  frame.width = '400';
  frame.height = '500';
  frame.src = '/test/browser/pages/in-a-frame.html';
  const loaded = next(frame, 'load');
  document.body.prepend(frame);
  await loaded;
  const page = frame.contentDocument;
  if (!page) throw new Error('The frame has no page.');
  const fallbacks: string[] = [];
  const errors: string[] = [];
  frame.contentWindow?.addEventListener('error', ({message}) => errors.push(message));
  frame.contentWindow?.addEventListener('unhandledrejection', ({reason}) => errors.push(String(reason)));
  page.addEventListener('monime-fallback', (event) => {
    const {from, to, reason} = event as MonimeFallbackEvent;
    fallbacks.push(`${from} ${to} ${reason}`);
  });
  page.addEventListener('monime-error', ({type}) => errors.push(type));
  const element = page.createElement('monime-checkout');
  Object.assign(element, {endpoint: endpointOf('monime'), mode: 'redirect', ...properties});
  page.body.append(element);
  return {frame, element, fallbacks, errors};
}

/** A real click on the button in the frame. */
async function pay({frame, element}: FramedShop): Promise<void> {
  const find = () => {
    try {
      return buttonOf(element, /Pay|Checkout|Check out|Continue/);
    } catch {
      return null;
    }
  };
  await until(find);
  const outer = frame.getBoundingClientRect();
  const inner = find()?.getBoundingClientRect() ?? new DOMRect();
  const x = outer.left + frame.clientLeft + inner.left + inner.width / 2;
  const y = outer.top + frame.clientTop + inner.top + inner.height / 2;
  await sendMouse({type: 'click', position: [Math.round(x), Math.round(y)]});
}

const dialogIn = ({frame}: FramedShop) =>
  frame.contentDocument?.querySelector('.monime-checkout-dialog')?.shadowRoot?.querySelector('dialog');

const SANDBOX = 'allow-scripts allow-same-origin allow-forms';

describe('mode redirect in a frame that may not navigate the tab', () => {
  // Warms up the test server, which has to compile these files for the first page that asks for them.
  before(() =>
    Promise.all([import('../../../src/widget/order-card/index.ts'), import('../../../src/widget/flow/index.ts')]),
  );
  afterEach(() => frames.splice(0).forEach((frame) => frame.remove()));

  it('opens a window', async () => {
    const {id, hostedUrl} = await createSession('monime');
    const shop = await shopInFrame(`${SANDBOX} allow-popups`, {sessionId: id});
    await pay(shop);
    await until(() => dialogIn(shop));
    expect(shop.fallbacks).to.deep.equal(['redirect popup redirect_blocked']);
    expect(shop.element.phase).to.equal('presenting');
    expect(shop.errors).to.deep.equal([]);
    await until(() => dialogIn(shop)?.querySelector('a')?.href === hostedUrl);
  });

  it('offers a link where no window may open', async () => {
    const {id, hostedUrl} = await createSession('monime');
    const shop = await shopInFrame(SANDBOX, {sessionId: id});
    await pay(shop);
    await until(() => dialogIn(shop)?.querySelector('a')?.href === hostedUrl);
    expect(shop.fallbacks).to.deep.equal(['redirect link redirect_blocked']);
    expect(shop.errors).to.deep.equal([]);
  });

  for (const token of ['', ' allow-top-navigation-by-user-activation']) {
    it(`offers a link where the session is created after the click, with allow-popups${token}`, async () => {
      const {id, hostedUrl} = await createSession('monime');
      let create = (_: string) => {};
      const created = new Promise<string>((resolve) => (create = resolve));
      const shop = await shopInFrame(`${SANDBOX} allow-popups${token}`, {createSession: () => created});
      await pay(shop);
      await until(() => shop.element.phase === 'presenting');
      // By then the browser has forgotten the click.
      await until(() => !shop.frame.contentWindow?.navigator.userActivation?.isActive);
      create(id);
      await until(() => dialogIn(shop)?.querySelector('a')?.href === hostedUrl);
      expect(shop.fallbacks).to.deep.equal(['redirect link redirect_blocked']);
      expect(shop.errors).to.deep.equal([]);
    });
  }
});
