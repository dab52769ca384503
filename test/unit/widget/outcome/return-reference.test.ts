// @vitest-environment happy-dom
import * as fc from 'fast-check';
import {expect, it} from 'vitest';
import {cleanReference, referenceInUrl} from '../../../../src/widget/outcome/return-reference.ts';

const REFERENCE = 'w0123456789abcdefghijklm-_NOPQRSTUVWXYZ';

function land(search: string, state: unknown = null): void {
  history.replaceState(state, '', `/thanks${search}`);
}

it('takes the reference from the URL of the landing page', () => {
  land(`?lang=fr&monime-checkout=${REFERENCE}#top`);
  expect(referenceInUrl()).toBe(REFERENCE);
});

it('finds none in other pages', () => {
  land('?lang=fr');
  expect(referenceInUrl()).toBeNull();
});

it('takes none that would change the path of a request, or is as long as a page', () => {
  const letters = fc.stringMatching(/^[A-Za-z0-9_-]*$/);
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        letters,
        letters.map((text) => text.repeat(20)),
      ),
      (text) => {
        land(`?monime-checkout=${encodeURIComponent(text)}`);
        const isReference = text.length >= 16 && text.length <= 128 && !/[^\w-]/.test(text);
        expect(referenceInUrl()).toBe(isReference ? text : null);
      },
    ),
    {
      examples: [
        ['a'.repeat(15)],
        ['a'.repeat(16)],
        ['a'.repeat(128)],
        ['a'.repeat(129)],
        [`${REFERENCE}/..`],
        [`../${REFERENCE}`],
        [`${REFERENCE}é`],
        [`${REFERENCE}\n`],
      ],
    },
  );
});

it('removes the reference from the URL and leaves the rest, with the state of the shop', () => {
  const state = {cart: 7};
  land(`?lang=fr&monime-checkout=${REFERENCE}&page=2#top`, state);
  cleanReference();
  expect(location.pathname + location.search + location.hash).toBe('/thanks?lang=fr&page=2#top');
  expect(history.state).toEqual(state);
});
