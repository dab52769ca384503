import {expect, fixture, html} from '@open-wc/testing';
import type {MonimeCheckoutElement} from '../../src/index.ts';
import '../../src/index.ts';
import {until} from './customer.ts';
import {buttonOf, next} from './merchant.ts';

interface Item {
  name: string;
  imageUrl?: string;
}

async function draw(items: readonly Item[], rows?: number): Promise<MonimeCheckoutElement> {
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
  if (rows) element.items = rows;
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

/** Whether an item lies in the part of the list that is drawn. */
function isInside(element: Element, index: number): boolean {
  const list = listOf(element);
  const item = list.children[index];
  return item !== undefined && item.getBoundingClientRect().bottom <= list.getBoundingClientRect().bottom + 1;
}

describe('a long list', () => {
  it('is cut off, is shown whole when it is asked for, and shrinks again', async () => {
    const element = await draw(books(12));
    const button = buttonOf(element, /^\s*Show all 12 items\s*$/);
    expect(button.getAttribute('aria-expanded')).to.equal('false');
    expect(button.getAttribute('aria-controls')).to.equal(listOf(element).id);
    expect([isInside(element, 0), isInside(element, 11)]).to.deep.equal([true, false]);
    const {height} = element.getBoundingClientRect();
    button.click();
    await element.updateComplete;
    expect(button.getAttribute('aria-expanded')).to.equal('true');
    expect(isInside(element, 11)).to.equal(true);
    buttonOf(element, /Show fewer/).click();
    await element.updateComplete;
    expect(isInside(element, 11)).to.equal(false);
    expect(element.getBoundingClientRect().height).to.equal(height);
  });

  it('is not cut off where there is room', async () => {
    for (const element of [await draw(books(3)), await draw(books(6), 6)]) {
      expect(() => buttonOf(element, /Show/)).to.throw();
      expect(isInside(element, listOf(element).children.length - 1)).to.equal(true);
    }
  });

  it('of 999 items leaves out of the layout what is out of sight', async () => {
    const element = await draw(books(999));
    await until(() => listOf(element).children.length === 999);
    buttonOf(element, /Show all 999 items/).click();
    await element.updateComplete;
    const {children} = listOf(element);
    // Out of sight or not, each is as high as a line of the list.
    expect(listOf(element).getBoundingClientRect().height).to.be.closeTo(999 * 72, 72);
    if (!CSS.supports('content-visibility', 'auto')) return;
    expect(getComputedStyle(children[998] ?? element).getPropertyValue('content-visibility')).to.equal('auto');
  });

  // Last: Firefox gives the next list in the same place the position that this one was scrolled to.
  it('opens where the browser has found something in the part that is cut off', async () => {
    const element = await draw(books(12));
    // As a search does it, and the focus, and a fragment in the address.
    listOf(element).lastElementChild?.scrollIntoView({block: 'nearest'});
    const button = buttonOf(element, /Show/);
    await until(() => button.getAttribute('aria-expanded') === 'true');
    expect([isInside(element, 0), isInside(element, 11)]).to.deep.equal([true, true]);
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
