import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {ar} from '../../../src/widget/locales/ar.ts';
import {en} from '../../../src/widget/locales/en.ts';
import {fr} from '../../../src/widget/locales/fr.ts';
import type {Language} from '../../../src/widget/locales/language.ts';
import {methodsText} from '../../../src/widget/views/methods.ts';

const english: Language = {strings: en, locale: 'en', tag: 'en'};

describe('methodsText', () => {
  it.each([
    [['momo', 'card', 'bank'], 'Pay with Mobile Money, card, or bank.'],
    [['card', 'gcash', 'paymaya', 'qrph'], 'Pay with card, GCash, Maya, or QR Ph.'],
    [['shopeepay', 'shopee_pay', 'grab_pay'], 'Pay with ShopeePay or GrabPay.'],
    [['dob', 'dob_ubp', 'brankas_bdo'], 'Pay with bank.'],
    [['wallet', 'crypto', 'toString', '__proto__', 'constructor'], 'Pay with wallet.'],
  ])('names %j', (methods, text) => {
    expect(methodsText(methods, english)).toBe(text);
  });

  it('is null if no method is known', () => {
    expect(methodsText([], english)).toBeNull();
    expect(methodsText(['crypto', 'dobby'], english)).toBeNull();
  });

  it('uses the language of the texts, whatever the locale of the page', () => {
    expect(methodsText(['momo', 'gcash'], {...english, locale: 'de'})).toBe('Pay with Mobile Money or GCash.');
    expect(methodsText(['card', 'momo'], {strings: fr, locale: 'fr', tag: 'fr'})).toBe(
      'Payez par carte ou mobile money.',
    );
    expect(methodsText(['card', 'gcash'], {strings: ar, locale: 'ar', tag: 'ar'})).toMatch(/بطاقة.*GCash/);
  });

  it('names each method once, and throws for none', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.string(), fc.constantFrom('card', 'gcash', 'dob_x', 'brankas_y'))),
        (methods) => {
          const text = methodsText([...methods, 'card'], english) ?? '';
          expect(text.split('card')).toHaveLength(2);
          expect(text).not.toMatch(/undefined|null|object/);
        },
      ),
    );
  });
});
