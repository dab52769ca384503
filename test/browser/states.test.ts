import {expect} from '@open-wc/testing';
import type axe from 'axe-core';
import type {GalleryState} from '../../demo/gallery/state.ts';
import type {MonimeCheckoutElement} from '../../src/index.ts';
import {click, until} from './customer.ts';
import {buttonOf} from './merchant.ts';

declare global {
  interface Window {
    axe: typeof axe;
  }
}

const states: GalleryState[] = await (await fetch('/gallery/states.json')).json();

interface Shown {
  view: Window;
  page: Document;
  element: MonimeCheckoutElement;
  frame: HTMLIFrameElement;
}

const loaded = (target: EventTarget) =>
  new Promise<unknown>((resolve) => target.addEventListener('load', resolve, {once: true}));

/** Shows the page of a state, in a frame of the size of a phone, with axe in it. */
async function show({name}: GalleryState): Promise<Shown> {
  const frame = document.createElement('iframe');
  Object.assign(frame.style, {position: 'fixed', inset: '0', inlineSize: '390px', blockSize: '560px', border: '0'});
  frame.src = `/gallery/state/${name}?theme=light`;
  document.body.append(frame);
  await loaded(frame);
  const {contentWindow: view, contentDocument: page} = frame;
  const element = page?.querySelector('monime-checkout');
  if (!view || !page || !element) throw new Error(`There is no page of the state ${name}.`);
  const script = page.createElement('script');
  script.src = '/node_modules/axe-core/axe.min.js';
  page.head.append(script);
  await loaded(script);
  return {view, page, element, frame};
}

/** Presses the button that opens a window, and answers the window. */
async function pressForWindow({view, page, element}: Shown): Promise<Window | null> {
  const {open} = view;
  let opened: Window | null = null;
  view.open = (...parameters) => (opened = open.apply(view, parameters));
  await click(buttonOf(element, /Pay/));
  await until(() => page.querySelector('.monime-checkout-dialog'));
  return opened;
}

/** What axe finds in the page. */
async function findings({view, page}: Shown, options: axe.RunOptions): Promise<string[]> {
  // What stands in a frame of the page is the provider's.
  const {violations} = await view.axe.run(page, {iframes: false, resultTypes: ['violations'], ...options});
  return violations.map(({id, nodes}) => {
    const places = nodes.map(({target}) => target.join(' ')).join('; ');
    return `${id} in ${places}: ${nodes[0]?.failureSummary}`;
  });
}

/** Changes page and element, the dialog with it, to dark, and waits until all of it has changed. */
async function darken({view, page, element}: Shown): Promise<void> {
  page.documentElement.dataset['theme'] = 'dark';
  element.setAttribute('theme', 'dark');
  await element.updateComplete;
  const roots = [element.shadowRoot, page.querySelector('.monime-checkout-dialog')?.shadowRoot];
  const transitions = () =>
    roots.flatMap((root) => root?.getAnimations() ?? []).filter((animation) => 'transitionProperty' in animation);
  while (transitions().length > 0) await new Promise((resolve) => view.requestAnimationFrame(resolve));
}

describe('a state in which axe finds nothing, in light and dark', () => {
  /** How many are on their way while one is looked at: some take seconds to come. */
  const AHEAD = 2;
  const coming: Promise<Shown>[] = [];

  for (const [index, state] of states.entries()) {
    it(`is ${state.name}`, async function () {
      this.timeout(30_000);
      while (coming.length < Math.min(states.length, index + AHEAD)) {
        const next = states[coming.length];
        if (next) coming.push(show(next));
      }
      const shown = await coming[index];
      if (!shown) throw new Error('The state does not come.');
      const {page, element, frame} = shown;
      await until(() => page.documentElement.dataset['arrived'] !== undefined);
      // Rows like many before them, which take seconds.
      for (const row of element.shadowRoot?.querySelectorAll('.item:nth-child(n + 20)') ?? []) row.remove();
      frame.style.zIndex = '1';
      const popup = state.gesture ? await pressForWindow(shown) : null;
      const inLight = await findings(shown, {rules: {'target-size': {enabled: true}}});
      await darken(shown);
      const inDark = await findings(shown, {runOnly: ['color-contrast']});
      popup?.close();
      frame.remove();
      expect({inLight, inDark}).to.deep.equal({inLight: [], inDark: []});
    });
  }
});
