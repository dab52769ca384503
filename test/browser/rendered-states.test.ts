import {expect, fixture, html} from '@open-wc/testing';
import type {GalleryState} from '../../demo/gallery/state.ts';
import '../../src/index.ts';
import {LANGUAGES} from '../../src/widget/locales/language.ts';
import {until} from './customer.ts';
import {parsed, renderedHtml} from './rendered.ts';

const ENDPOINT = '/gallery/endpoint';
const states: GalleryState[] = await (await fetch('/gallery/states.json')).json();

/** The states that a server can know: nothing happens in them, and the session is all that there is. */
const KNOWN = states.filter(
  ({group, phase, answers, createSession, steps, hurried, name}) =>
    ['order', 'outcome', 'look'].includes(group) &&
    phase !== 'loading' &&
    phase !== 'failed' &&
    answers.length === 1 &&
    !createSession &&
    !steps &&
    !hurried &&
    // The server does not know when its page is read.
    !name.startsWith('time-') &&
    // A template has no id.
    name !== 'template',
);

/**
 * The elements and texts of a card, a line each, without what only one of both can have: styles that a script has set, the
 * height that is reserved while an order loads, and whether a button is a link.
 */
function outline(node: Node, indent = ''): string[] {
  if (node instanceof Text) return node.data.trim() ? [indent + node.data.trim()] : [];
  if (!(node instanceof Element)) return [];
  const isPay = node.matches('.actions > [part=button]:not([disabled])');
  const attributes = [...node.attributes]
    // A picture that fails to load is replaced by its initial.
    .filter(
      ({name}) => name !== 'style' && name !== 'data-image' && !(isPay && ['href', 'target', 'type'].includes(name)),
    )
    .map(({name, value}) => {
      const words = value.split(/\s+/).filter((word) => word && word !== 'holding' && !(isPay && word === 'button'));
      return `${name}=${words.join(' ')}`;
    });
  const name = isPay ? 'pay' : node.localName;
  const children = [...node.childNodes].flatMap((child) => outline(child, `${indent}  `));
  return [`${indent}${[name, ...attributes.sort()].join(' ')}`, ...children];
}

/** The outline of the card, with one sign for the leone and one set of digits: engines know different locales. */
function cardIn(element: Element): string {
  const card = element.shadowRoot?.querySelector('.card');
  if (!card) throw new Error('There is no card.');
  return outline(document.importNode(card, true))
    .join('\n')
    .replace(/\bLe\b/g, 'SLE')
    .replace(/[\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) - 0x0660))
    .replace(/\u066b/g, '.')
    .replace(/\u066c/g, ',');
}

describe('What a server renders', () => {
  it('is tried in more than a few states', () => {
    expect(KNOWN.map(({name}) => name)).to.include.members([
      'ready',
      'completed',
      'cancelled',
      'expired',
      'processing',
    ]);
  });

  for (const {name, group, attributes = {}} of KNOWN) {
    it(`is what the widget draws: ${name}`, async () => {
      const session = await (await fetch(`${ENDPOINT}/sessions/scs-${name}`)).json();
      const element = document.createElement('monime-checkout');
      const all = {endpoint: ENDPOINT, 'session-id': `scs-${name}`, 'draft-languages': '', ...attributes};
      for (const [key, value] of Object.entries(all)) element.setAttribute(key, value);
      element.setAttribute('allowed-hosts', 'pay.example');
      await fixture(html`${element}`);
      // Colours are the same in every language.
      for (const lang of group === 'look' ? (['en'] as const) : LANGUAGES) {
        element.lang = lang;
        await until(() => element.shadowRoot?.querySelector(`.all:not(.loading)[lang="${lang}"]`));
        await element.updateComplete;
        const options = {
          endpoint: ENDPOINT,
          lang,
          allowedHosts: 'pay.example',
          attributes: {'draft-languages': '', ...attributes},
        };
        const served = parsed(await renderedHtml(session, options));
        expect(cardIn(served), lang).to.equal(cardIn(element));
      }
    });
  }
});
