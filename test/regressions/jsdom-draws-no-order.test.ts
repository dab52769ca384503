// @vitest-environment jsdom
/**
 * Reported: jsdom has no `adoptedStyleSheets`, so that unit tests of a page with custom elements failed.
 * https://github.com/jsdom/jsdom/issues/3444
 */
import {expect, it, vi} from 'vitest';
import {checkElement, drawn, next, stubOpen, textOf} from '../unit/widget/dom-cases.ts';

checkElement();

it('falls back to a link although jsdom returns undefined for a window', async () => {
  const checkout = await drawn();
  // jsdom prints that it has no windows.
  checkout.open();
  await vi.waitFor(() =>
    expect(document.querySelector('.monime-checkout-dialog')?.shadowRoot?.textContent).toContain('Open it yourself'),
  );
});

it('draws and opens without what Vitest adds to jsdom, and Jest does not', async () => {
  vi.stubGlobal('performance', {now: () => Date.now()});
  vi.stubGlobal('BroadcastChannel', undefined);
  stubOpen(null);
  const log = vi.spyOn(console, 'error');
  const checkout = await drawn();
  expect(textOf(checkout)).toContain('Pay SLE 25.50');
  const fallback = next(checkout, 'monime-fallback');
  checkout.open();
  await fallback;
  expect(checkout.phase).toBe('presenting');
  expect(log).not.toHaveBeenCalled();
});
