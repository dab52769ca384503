import * as fc from 'fast-check';
import {beforeEach, expect, it} from 'vitest';
import {createSigner} from '../../../../src/server/crypto/signer.ts';
import {createRecordNames, isReturnReference, type RecordNames} from '../../../../src/server/orders/record-names.ts';

const ACCOUNT = 'monime https://api.monime.io live spc-1 default';
const sign = createSigner('a-secret');

let names: RecordNames;
let rotated: RecordNames;
let neighbour: RecordNames;
beforeEach(() => {
  names = createRecordNames(ACCOUNT, sign);
  rotated = createRecordNames(ACCOUNT, createSigner('another-secret'));
  neighbour = createRecordNames(`${ACCOUNT}-2`, sign);
});

/** A reference of an order with that name. */
async function referenceOf(kind: 'o' | 'w', name: string): Promise<{key: string; reference: string}> {
  const key = await names.keyOf(kind, name);
  return {key, reference: await names.createReference(key)};
}

const kinds = fc.constantFrom('o' as const, 'w' as const);

it('leads from the return reference to the record, also after a rotation of the secret', async () => {
  await fc.assert(
    fc.asyncProperty(kinds, fc.string(), async (kind, name) => {
      const {key, reference} = await referenceOf(kind, name);
      // It is the idempotency key too, of which Monime takes 64 characters.
      expect(reference).toHaveLength(63);
      expect(isReturnReference(reference)).toBe(true);
      expect([await names.keyIn(reference), await rotated.keyIn(reference)]).toEqual([key, key]);
      expect(await names.isGenuine(reference)).toBe(true);
      expect(await rotated.isGenuine(reference)).toBe(false);
      expect(await neighbour.isGenuine(reference)).toBe(false);
    }),
    {numRuns: 50},
  );
});

it('takes no reference that another has changed', async () => {
  const {reference} = await referenceOf('o', 'order-1042');
  await fc.assert(
    fc.asyncProperty(fc.nat({max: 62}), fc.constantFrom('A', 'b', '0', '-', '_'), async (index, letter) => {
      const changed = reference.slice(0, index) + letter + reference.slice(index + 1);
      expect(await names.isGenuine(changed)).toBe(changed === reference);
    }),
  );
});

it('takes nothing for a reference that is longer, shorter or of another kind', async () => {
  const {reference} = await referenceOf('o', 'order-1042');
  for (const text of ['', 'o', reference.slice(1), `${reference}A`, `A${reference}`, `x${reference.slice(1)}`]) {
    expect(isReturnReference(text)).toBe(false);
    expect(await names.keyIn(text)).toBeNull();
    expect(await names.isGenuine(text)).toBe(false);
  }
  const longer = reference.slice(0, 41);
  expect(await names.isGenuine(longer + (await sign(longer)))).toBe(false);
});

it('makes another reference for each session of an order', async () => {
  const key = await names.keyOf('o', 'order-1042');
  const references = await Promise.all(Array.from({length: 20}, () => names.createReference(key)));
  expect(new Set(references).size).toBe(20);
  expect(new Set(references.map((reference) => reference.slice(0, 25))).size).toBe(1);
});

it('keeps accounts that share a store apart, and orders from one-offs', async () => {
  const keys = await Promise.all([
    names.keyOf('o', 'order-1042'),
    names.keyOf('w', 'order-1042'),
    names.keyOf('o', 'order-1043'),
    neighbour.keyOf('o', 'order-1042'),
    names.indexKeyOf('scs-1'),
    neighbour.indexKeyOf('scs-1'),
    names.answerKeyOf('scs-1'),
    neighbour.answerKeyOf('scs-1'),
  ]);
  expect(new Set(keys).size).toBe(keys.length);
  const own = await Promise.all(keys.map((key) => names.isOwnKey(key)));
  expect(own).toEqual([true, true, true, false, false, false, false, false]);
  expect(await neighbour.isOwnKey(keys[3] ?? '')).toBe(true);
});

it('is the same in the next release, or paid orders would be forgotten', async () => {
  expect(await names.keyOf('o', 'order-1042')).toBe('o:I_0KxZ49uAM-:N1Xf7zmPUFrQFwF1L5zm_Xsl');
  expect(await names.indexKeyOf('scs-1')).toBe('c:I_0KxZ49uAM-:scs-1');
  expect(await names.isGenuine('oN1Xf7zmPUFrQFwF1L5zm_XslCFKln4XUOS9d_IGE3QTRFquNo2rHEy9-PaKS-I')).toBe(true);
});
