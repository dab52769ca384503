import {expect, fixture, html} from '@open-wc/testing';
import {contrast, parseComputedColour} from '../../src/core/colour.ts';
import type {MonimeCheckoutElement} from '../../src/index.ts';
import '../../src/index.ts';
// Loaded before the tests, because a slow machine takes long to build the modules.
import '../../src/widget/order-card/index.ts';
import {dialog, until} from './customer.ts';
import {buttonOf, next} from './merchant.ts';

const session = (accent: string | null) => ({
  id: 'scs-1',
  provider: 'monime',
  status: 'open',
  title: 'Kola Nut Books',
  lineItems: [{name: 'Exercise book', quantity: 1, unitAmount: 9150, currency: 'SLE'}],
  hostedUrl: 'https://checkout.monime.io/scs-1',
  accent,
});

interface Look {
  accent?: string | null;
  theme?: string;
  style?: string;
}

/** Draws an order that stands in the page. */
async function draw({accent = null, theme = 'light', style = ''}: Look = {}): Promise<MonimeCheckoutElement> {
  const element = document.createElement('monime-checkout');
  element.session = session(accent);
  element.setAttribute('theme', theme);
  element.style.cssText = style;
  const ready = next(element, 'monime-ready');
  await fixture(html`<div>${element}</div>`);
  await ready;
  await element.updateComplete;
  // Colours that were set anew are there after a transition of a millisecond.
  await Promise.all(
    cardOf(element)
      ?.getAnimations()
      .map(({finished}) => finished) ?? [],
  );
  return element;
}

/** `#rrggbb` as the engine draws it. */
function drawn(target: Element | null | undefined, property: 'color' | 'backgroundColor'): string {
  const text = target ? getComputedStyle(target)[property] : '';
  return parseComputedColour(text, '#ffffff') ?? `${property} is ${text}`;
}

const payButton = (element: Element) => buttonOf(element, /Pay/);
const accentOf = (element: Element) => drawn(payButton(element), 'backgroundColor');
const cardOf = (element: Element) => element.shadowRoot?.querySelector('.card');
const ringOf = (element: Element) => {
  const card = cardOf(element);
  return card ? getComputedStyle(card).getPropertyValue('--_ring') : '';
};
const readable = (button: Element) => contrast(drawn(button, 'color'), drawn(button, 'backgroundColor'));

/** A colour with room for how engines round. */
function expectNear(actual: string, expected: string): void {
  const bytes = (colour: string) => [1, 3, 5].map((start) => Number.parseInt(colour.slice(start, start + 2), 16));
  const [a, b] = [bytes(actual), bytes(expected)];
  const distance = Math.max(...a.map((byte, index) => Math.abs(byte - (b[index] ?? Number.NaN))));
  expect(distance, `${actual} is not ${expected}`).to.be.at.most(2);
}

const OWN = '#0f6b50';
const accents: readonly [string, string][] = [
  ['#d0021b', '#d0021b'],
  ['rebeccapurple', '#663399'],
  ['hsl(50 90% 70%)', '#f7e26e'],
  ['oklch(0.7 0.15 250)', '#4ba3f7'],
  ['rgb(0 0 0 / 0.5)', '#808080'],
  ['banana', OWN],
  ['red blue', OWN],
  ['url(https://evil.example)', OWN],
  ['', OWN],
];

describe('branding: the accent', () => {
  for (const [text, expected] of accents) {
    it(`is drawn as ${expected} where it is ${JSON.stringify(text)}, and can be read`, async () => {
      const element = await draw({style: `--monime-checkout-accent: ${text}`});
      expectNear(accentOf(element), expected);
      expect(readable(payButton(element))).to.be.at.least(4.5);
    });
  }

  it("is the session's where the merchant sets none that is a colour", async () => {
    for (const style of ['', '--monime-checkout-accent: banana']) {
      const element = await draw({accent: '#fff3a3', style});
      expect(accentOf(element)).to.equal('#fff3a3');
      expect(readable(payButton(element))).to.be.at.least(4.5);
    }
    const element = await draw({accent: '#fff3a3', style: '--monime-checkout-accent: #d0021b'});
    expect(accentOf(element)).to.equal('#d0021b');
  });

  it('follows a class that an ancestor gets later, and loses again', async () => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('.branded {--monime-checkout-accent: #d0021b}');
    const before = document.adoptedStyleSheets;
    document.adoptedStyleSheets = [...before, sheet];
    const element = await draw();
    element.parentElement?.classList.add('branded');
    await until(() => accentOf(element) === '#d0021b');
    element.parentElement?.classList.remove('branded');
    await until(() => accentOf(element) !== '#d0021b');
    expect(accentOf(element)).to.equal(OWN);
    document.adoptedStyleSheets = before;
  });

  it('has a text that the merchant sets where it can be read, and else one that can', async () => {
    const kept = await draw({style: '--monime-checkout-accent: #663399; --monime-checkout-on-accent: #ffe9a8'});
    expect(drawn(payButton(kept), 'color')).to.equal('#ffe9a8');
    for (const text of ['#7a4fa5', 'banana', 'transparent']) {
      const element = await draw({style: `--monime-checkout-accent: #663399; --monime-checkout-on-accent: ${text}`});
      expect(drawn(payButton(element), 'color')).to.equal('#ffffff');
    }
  });

  it('is no focus ring where the background swallows it', async () => {
    const element = await draw({accent: '#1a2a22'});
    expect(ringOf(element)).to.equal('#1a2a22');
    element.theme = 'dark';
    await until(() => ringOf(element) !== '#1a2a22');
    expect(drawn(cardOf(element), 'backgroundColor')).to.equal('#161c19');
    expect(readable(payButton(element))).to.be.at.least(4.5);
    const night = await draw({accent: '#1a2a22', style: '--monime-checkout-surface: oklch(0.2 0.02 160)'});
    expect(ringOf(night)).not.to.equal('#1a2a22');
  });
});

describe('branding: background and text', () => {
  it('are what the merchant sets where that is a colour, and else our own', async () => {
    const element = await draw({style: '--monime-checkout-surface: #2e1065; --monime-checkout-text: hsl(0 0% 100%)'});
    expect(drawn(cardOf(element), 'backgroundColor')).to.equal('#2e1065');
    expect(drawn(cardOf(element), 'color')).to.equal('#ffffff');
    const other = await draw({style: '--monime-checkout-surface: banana; --monime-checkout-text: 12px'});
    expect(drawn(cardOf(other), 'backgroundColor')).to.equal('#ffffff');
    expect(drawn(cardOf(other), 'color')).to.equal('#17211d');
  });
});

describe('branding: the dialog', () => {
  it('has the colours of the element', async () => {
    const looks = [
      {accent: '#fff3a3'},
      {theme: 'dark', style: '--monime-checkout-accent: rebeccapurple'},
      {style: '--monime-checkout-surface: banana; --monime-checkout-text: #2e1065'},
    ];
    for (const look of looks) {
      const element = await draw(look);
      const colours = [drawn(cardOf(element), 'backgroundColor'), drawn(cardOf(element), 'color')];
      const button = [accentOf(element), drawn(payButton(element), 'color')];
      element.mode = 'popup';
      element.open();
      await until(() => dialog()?.querySelector('.primary'));
      expect([drawn(dialog(), 'backgroundColor'), drawn(dialog(), 'color')]).to.deep.equal(colours);
      const link = dialog()?.querySelector('.primary');
      expect([drawn(link, 'backgroundColor'), drawn(link, 'color')]).to.deep.equal(button);
      element.close();
    }
  });
});
