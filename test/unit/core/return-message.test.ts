import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {isAcknowledgement, readReturnMessage} from '../../../src/core/return-message.ts';

const good = fc.record({
  type: fc.constant('monime-checkout:return'),
  outcome: fc.constantFrom('success', 'cancel'),
  reference: fc.option(fc.string({maxLength: 128})),
  nonce: fc.string({maxLength: 64}),
});

describe('readReturnMessage', () => {
  it('reads every message of a return page, and only its fields', () => {
    fc.assert(
      fc.property(good, (message) => {
        expect(readReturnMessage({...message, session: {status: 'completed'}})).toEqual(message);
      }),
    );
  });

  it.each([
    ['type', 'monime-checkout:acknowledged'],
    ['type', undefined],
    ['outcome', 'completed'],
    ['outcome', undefined],
    ['reference', 'x'.repeat(129)],
    ['reference', 7],
    ['reference', ['x']],
    ['reference', undefined],
    ['nonce', 'x'.repeat(65)],
    ['nonce', ['x']],
    ['nonce', undefined],
  ])('ignores a message of another page whose %s is %j', (key, value) => {
    fc.assert(
      fc.property(good, (message) => {
        expect(readReturnMessage({...message, [key]: value})).toBeNull();
      }),
      {numRuns: 20},
    );
  });

  it('takes a reference of 128 characters and a nonce of 64', () => {
    const message = {
      type: 'monime-checkout:return',
      outcome: 'cancel',
      reference: 'x'.repeat(128),
      nonce: 'x'.repeat(64),
    };
    expect(readReturnMessage(message)).toEqual(message);
  });

  it('survives whatever a page sends', () => {
    fc.assert(
      fc.property(fc.anything(), (data) => {
        expect(readReturnMessage(data)).toBeNull();
        expect(isAcknowledgement(data, 'x')).toBe(false);
      }),
    );
    expect(readReturnMessage('monime-checkout:return')).toBeNull();
  });
});

describe('isAcknowledgement', () => {
  it('is true for the message that was sent alone', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (nonce, asked) => {
        expect(isAcknowledgement({type: 'monime-checkout:acknowledged', nonce}, asked)).toBe(nonce === asked);
        expect(isAcknowledgement({type: 'monime-checkout:return', nonce}, nonce)).toBe(false);
      }),
    );
  });
});
