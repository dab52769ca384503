/**
 * Reported: translators replace text nodes, after which frameworks threw, or changed texts that were no longer shown.
 * https://github.com/facebook/react/issues/11538
 */
import {expect, fixture, html} from '@open-wc/testing';
import {rebuildLines, replaceLeaves, wrapTexts} from '../../tools/translators.ts';
import {dialog, payInWindow, until} from '../../browser/customer.ts';
import {createSession, dialogHost, mount, next, sandbox, textOf} from '../../browser/merchant.ts';

const translators = {
  'puts each text into two <font>': wrapTexts,
  'replaces the text of each leaf': replaceLeaves,
  'rebuilds each line of text': rebuildLines,
};

/** What a customer reads, translated or not, without white space. */
const read = (root: {readonly shadowRoot: ShadowRoot | null}) => textOf(root).replaceAll(/[«»\s]/g, '');

/** Errors of the page while a test runs: Lit reports them as rejected promises. */
let errors: string[] = [];
const onError = (event: ErrorEvent | PromiseRejectionEvent) =>
  errors.push(String('reason' in event ? event.reason : event.message));

describe('a page that was translated', () => {
  beforeEach(() => {
    errors = [];
    addEventListener('error', onError);
    addEventListener('unhandledrejection', onError);
  });
  afterEach(() => {
    removeEventListener('error', onError);
    removeEventListener('unhandledrejection', onError);
    expect(errors).to.deep.equal([]);
  });

  for (const [how, translate] of Object.entries(translators)) {
    describe(`by what ${how}`, () => {
      /** An element of which everything is translated, and its equal, which is not. */
      async function mountTwins(mode = 'qr') {
        const {id} = await createSession('monime');
        const {element} = await mount('monime', id, {mode});
        const twin = (await mount('monime', id, {mode})).element;
        translate(element.shadowRoot ?? element);
        expect(textOf(element)).to.contain('«');
        expect(read(element)).to.equal(read(twin));
        const isSame = async () => {
          await Promise.all([element.updateComplete, twin.updateComplete]);
          return read(element) === read(twin);
        };
        return {id, element, twin, isSame};
      }

      it('shows another order', async () => {
        const {element, twin, isSame} = await mountTwins();
        const other = {
          ...(await createSession('monime')),
          id: 'scs-other',
          testMode: true,
          merchant: 'Kola Nut',
          lineItems: Array.from({length: 12}, (_, index) => ({
            name: `Book ${index}`,
            quantity: index + 1,
            unitAmount: 700,
            currency: 'SLE',
          })),
          totals: [{amount: 54_600, currency: 'SLE'}],
        };
        for (const each of [element, twin]) {
          each.sessionId = null;
          each.session = other;
        }
        await until(() => textOf(twin).includes('546.00'));
        expect(await isSame()).to.equal(true);
        expect(textOf(element)).to.contain('Pay').and.contain('546.00').and.not.contain('91.50');
        translate(element.shadowRoot ?? element);
        const {id} = await createSession('monime');
        for (const each of [element, twin]) {
          each.session = null;
          each.sessionId = id;
        }
        await until(() => textOf(twin).includes('91.50'));
        expect(await isSame()).to.equal(true);
      });

      it('says that the order has expired', async () => {
        const {id, element, twin, isSame} = await mountTwins();
        for (const each of [element, twin]) each.open();
        await until(isSame);
        translate(element.shadowRoot ?? element);
        await sandbox(id, {action: 'expire'});
        await until(() => element.phase === 'settled' && twin.phase === 'settled');
        expect(await isSame()).to.equal(true);
        expect(textOf(element)).to.contain('expired');
      });

      it('is opened in place, translated again, closed and paid', async () => {
        const {id, element, twin, isSame} = await mountTwins();
        for (const act of ['open', 'close'] as const) {
          element[act]();
          twin[act]();
          await until(() => !textOf(element).includes('Close') === (act === 'close'));
          await until(isSame);
          translate(element.shadowRoot ?? element);
        }
        await sandbox(id, {action: 'pay'});
        element.reload();
        twin.reload();
        await until(() => element.phase === 'settled' && twin.phase === 'settled');
        expect(await isSame()).to.equal(true);
        expect(textOf(element)).to.contain('Payment received').and.not.contain('Pay S');
      });

      it('says that the session could not be loaded, and loads it', async () => {
        const {id, element, twin, isSame} = await mountTwins();
        for (const each of [element, twin]) each.sessionId = 'scs-none';
        await until(() => element.phase === 'failed' && twin.phase === 'failed');
        expect(await isSame()).to.equal(true);
        translate(element.shadowRoot ?? element);
        for (const each of [element, twin]) each.sessionId = id;
        await until(() => element.phase === 'ready' && twin.phase === 'ready');
        expect(await isSame()).to.equal(true);
      });

      it('follows the payment in the waiting room', async () => {
        const {id} = await createSession('monime');
        const {element} = await mount('monime', id, {mode: 'popup'});
        const popup = await payInWindow(element);
        const host = dialogHost();
        if (!host) throw new Error('There is no waiting room.');
        await until(() => textOf(host).includes('Continue in the payment window'));
        translate(document.body);
        translate(element.shadowRoot ?? element);
        popup.close();
        element.addEventListener('monime-complete', (event) => event.preventDefault(), {once: true});
        const complete = next(element, 'monime-complete');
        await sandbox(id, {action: 'pay'});
        await complete;
        await until(() => textOf(host).includes('Payment received'));
        expect(textOf(host)).not.to.contain('Continue in').and.not.contain('min left');
        element.close();
        await until(() => !dialog());
        await element.updateComplete;
        expect(textOf(element)).to.contain('Payment received').and.not.contain('Opening the payment page');
      });
    });
  }

  it('shows the initial of an item whose picture is missing, and the next order in its place', async () => {
    const item = {quantity: 1, unitAmount: 100, currency: 'SLE'};
    const session = (name: string, imageUrl: string | null) => ({
      ...base,
      lineItems: [
        {...item, name, imageUrl},
        {...item, name: 'Other', imageUrl: `${location.origin}/none.png?other`},
      ],
    });
    const base = {...(await createSession('monime')), totals: [{amount: 200, currency: 'SLE'}]};
    const element = document.createElement('monime-checkout');
    element.session = session('Apple', `${location.origin}/none.png`);
    await fixture(html`${element}`);
    const shown = () => element.shadowRoot?.querySelector<HTMLElement>('[part=item-image]')?.innerText.trim();
    await until(() => shown() === 'A');
    for (const translate of Object.values(translators)) translate(element.shadowRoot ?? element);
    element.session = session('Bread', null);
    await until(() => shown() === 'B');
    expect(textOf(element)).to.contain('Bread').and.not.contain('Apple');
  });
});
