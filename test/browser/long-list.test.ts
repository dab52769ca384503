import {expect, fixture, html} from '@open-wc/testing';
import type {MonimeCheckoutElement} from '../../src/index.ts';
import '../../src/index.ts';
import {until} from './customer.ts';
import {buttonOf, next} from './merchant.ts';

interface Item {
  name: string;
  imageUrl?: string;
}

async function draw(items: readonly Item[]): Promise<MonimeCheckoutElement> {
  const element = document.createElement('monime-checkout');
  const lineItems = items.map((item) => ({...item, quantity: 1, unitAmount: 500, currency: 'SLE'}));
  element.session = {
    id: 'scs-1',
    provider: 'monime',
    status: 'open',
    title: 'Kola Nut Books',
    lineItems,
    hostedUrl: 'https://checkout.monime.io/scs-1',
  };
  const ready = next(element, 'monime-ready');
  await fixture(html`${element}`);
  await ready;
  await element.updateComplete;
  return element;
}

const books = (count: number): Item[] =>
  Array.from({length: count}, (_, index) => ({name: `Exercise book ${index + 1}.`}));

function listOf(element: Element): Element {
  const list = element.shadowRoot?.querySelector('[part=items]');
  if (!list) throw new Error('There is no list.');
  return list;
}

/** How many items are drawn at their full height. */
function shownItems(element: Element): number {
  return [...listOf(element).children].filter((item) => item.getBoundingClientRect().height >= 64).length;
}

describe('a long list', () => {
  it('is collapsed to five, is shown whole when it is asked for, and shrinks again', async () => {
    const element = await draw(books(7));
    const button = buttonOf(element, /^\s*Show all 7 items\s*$/);
    expect(button.getAttribute('aria-expanded')).to.equal('false');
    expect(button.getAttribute('aria-controls')).to.equal(listOf(element).id);
    expect(shownItems(element)).to.equal(5);
    const {height} = element.getBoundingClientRect();
    button.click();
    await element.updateComplete;
    expect(button.getAttribute('aria-expanded')).to.equal('true');
    expect(shownItems(element)).to.equal(7);
    buttonOf(element, /Show fewer/).click();
    await element.updateComplete;
    expect(shownItems(element)).to.equal(5);
    expect(element.getBoundingClientRect().height).to.equal(height);
  });

  it('of up to six items is shown whole, as tall as its items', async () => {
    for (const count of [1, 2, 6]) {
      const element = await draw(books(count));
      expect(() => buttonOf(element, /Show/)).to.throw();
      expect(shownItems(element)).to.equal(count);
      expect(listOf(element).getBoundingClientRect().height).to.equal(count * 64);
    }
  });

  it('of 999 items leaves out of the layout what is out of sight', async () => {
    const element = await draw(books(999));
    await until(() => listOf(element).children.length === 999);
    buttonOf(element, /Show all 999 items/).click();
    await element.updateComplete;
    const {children} = listOf(element);
    // Out of sight or not, each is as high as a line of the list.
    expect(listOf(element).getBoundingClientRect().height).to.be.closeTo(999 * 64, 64);
    if (!CSS.supports('content-visibility', 'auto')) return;
    expect(getComputedStyle(children[998] ?? element).getPropertyValue('content-visibility')).to.equal('auto');
  });

  it('opens where the browser has found something in the part that is hidden', async () => {
    const element = await draw(books(12));
    const last = listOf(element).lastElementChild;
    expect(last?.getAttribute('hidden')).to.equal('until-found');
    // As find-in-page does, for which scripts have no other way.
    last?.dispatchEvent(new Event('beforematch', {bubbles: true}));
    await element.updateComplete;
    expect(buttonOf(element, /Show/).getAttribute('aria-expanded')).to.equal('true');
    expect(shownItems(element)).to.equal(12);
  });
});

describe('pictures of items', () => {
  it('become the initial where there is none, or it is broken', async () => {
    const broken = new URL('/none-there.png', location.href).href;
    const element = await draw([{name: 'Rice', imageUrl: broken}, {name: 'élan'}]);
    const pictures = [...(element.shadowRoot?.querySelectorAll<HTMLElement>('[part=item-image]') ?? [])];
    await until(() => element.shadowRoot?.querySelector('img')?.getClientRects().length === 0);
    expect(pictures.map(({innerText}) => innerText.trim())).to.deep.equal(['R', 'É']);
    expect(pictures.map(({ariaHidden}) => ariaHidden)).to.deep.equal(['true', 'true']);
  });

  it('are left out where the customer saves data', async () => {
    Object.defineProperty(navigator, 'connection', {configurable: true, value: {saveData: true}});
    try {
      const element = await draw([{name: 'Rice', imageUrl: new URL('/never-asked.png', location.href).href}]);
      expect(element.shadowRoot?.querySelector('img, [part=item-image]')).to.equal(null);
      expect(performance.getEntriesByType('resource').some(({name}) => name.includes('never-asked'))).to.equal(false);
    } finally {
      Reflect.deleteProperty(navigator, 'connection');
    }
  });
});
