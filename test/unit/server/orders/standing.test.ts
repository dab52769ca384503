import {describe, expect, it} from 'vitest';
import {EMPTY_RECORD, type SessionEntry} from '../../../../src/server/orders/record.ts';
import {transition} from '../../../../src/server/orders/transition.ts';
import {ASKED, createFor, entryOf, MINUTE, NOW, OTHER, recordOf, RESTYLED} from './records.ts';

const MINE = {reference: null} as const;

describe('of several sessions that can be paid', () => {
  const processing = entryOf('processing', {state: 'processing'});
  const older = entryOf('older', {createdAt: NOW - 20 * MINUTE});
  const newer = entryOf('newer');
  const refused = {fresh: ['processing', 'older', 'newer']};

  it.each<[string, SessionEntry, SessionEntry, readonly string[]]>([
    ['the newest is kept', newer, older, []],
    ['one that is being paid is kept, though it is older', {...processing, createdAt: 0}, newer, []],
    ['one that cannot be ended is kept, though another is being paid', older, processing, ['older']],
  ])('%s, and the other one is ended', (_, kept, other, refused) => {
    for (const sessions of [
      [kept, other],
      [other, kept],
    ]) {
      const event = createFor({fresh: [kept.id, other.id], refused});
      expect(transition(recordOf(sessions), event).next).toEqual({do: 'end', sessions: [other.id]});
    }
  });

  it('of which none can be ended, the one that is being paid would be kept', () => {
    for (const sessions of [
      [newer, processing],
      [processing, newer],
    ]) {
      const event = createFor({...refused, refused: ['newer', 'processing']});
      expect(transition(recordOf(sessions), event).next).toEqual({do: 'refuse', why: 'changed', session: 'newer'});
    }
  });
});

describe('a session of the same total', () => {
  it('for other lines or another account is not handed out', () => {
    const other = recordOf([entryOf('a', {money: OTHER.money})]);
    expect(transition(other, createFor({fresh: ['a']})).next).toEqual({do: 'end', sessions: ['a']});
  });

  it('that was found, not made, is handed out', () => {
    const found = recordOf([entryOf('a', {money: null, look: null})]);
    expect(transition(found, createFor({fresh: ['a']})).next).toEqual({do: 'answer', session: 'a'});
  });
});

describe('another look', () => {
  it('does not replace the session of a one-off', () => {
    const record = recordOf([entryOf('a')], MINE);
    const event = createFor({...MINE, demand: RESTYLED, fresh: ['a']});
    expect(transition(record, event).next).toEqual({do: 'answer', session: 'a'});
  });

  it('that a later call has asked for is kept by the call that it has overtaken', () => {
    const record = recordOf([entryOf('a', {look: RESTYLED.look})], {demand: RESTYLED});
    const result = transition(record, createFor({isFirst: false, fresh: ['a']}));
    expect(result).toEqual({record, next: {do: 'answer', session: 'a'}});
  });
});

describe('a one-off whose session has ended', () => {
  const ended = recordOf([entryOf('a', {state: 'cancelled', endedAt: NOW - MINUTE})], MINE);

  it('is answered with that session if its key comes again', () => {
    const {next} = transition(ended, createFor({...MINE, fresh: ['a']}));
    expect(next).toEqual({do: 'answer', session: 'a'});
  });

  it('gets another session if the customer wants to replace it', () => {
    const {next} = transition(ended, createFor({...MINE, fresh: ['a'], renew: 'a'}));
    expect(next).toMatchObject({do: 'post', isReplay: false});
  });
});

describe('an order', () => {
  const created = (record: typeof EMPTY_RECORD, isFromBrowser: boolean) =>
    transition(record, createFor({isFromBrowser})).record.isFromBrowser;

  it('may be forgotten as a browser’s only if nobody but browsers created it', () => {
    expect(created(EMPTY_RECORD, true)).toBe(true);
    expect(created(EMPTY_RECORD, false)).toBe(false);
    expect(created(recordOf([], {isFromBrowser: true}), true)).toBe(true);
    expect(created(recordOf([], {isFromBrowser: true}), false)).toBe(false);
    expect(created(recordOf([]), true)).toBe(false);
  });
});

describe('a create request', () => {
  const intentionFor = (body: string, replayWindow: number | null) =>
    transition(recordOf([]), createFor({proposal: {reference: 'ref-new', body}, replayWindow})).record.intention;

  it('keeps its body for a repetition, unless that does not help or takes too much room', () => {
    const longest = 'x'.repeat(256 * 1024);
    expect(intentionFor('{}', 10 * MINUTE)).toMatchObject({body: '{}', demand: ASKED, by: 'me', begunAt: NOW});
    expect(intentionFor('{}', null)?.body).toBeNull();
    expect(intentionFor(longest, 10 * MINUTE)?.body).toBe(longest);
    expect(intentionFor(`${longest}x`, 10 * MINUTE)?.body).toBeNull();
  });

  it('is sent although the answer of the store to it was lost', () => {
    const {record} = transition(recordOf([]), createFor());
    const again = transition(record, createFor());
    expect(again.record).toBe(record);
    expect(again.next).toEqual({do: 'post', intention: record.intention, isReplay: false});
  });

  it('that the same call has given up is a repetition', () => {
    const {record} = transition(recordOf([]), createFor());
    const released = transition(record, {type: 'create-failed', by: 'me', isCertain: false}).record;
    const event = createFor({isFirst: false, proposal: {reference: 'ref-newer', body: '{}'}});
    expect(transition(released, event)).toMatchObject({
      record: {intention: {reference: 'ref-new', isReleased: false}},
      next: {do: 'post', isReplay: true},
    });
  });
});

describe('a session that was made', () => {
  it('is noted once, however often its request is answered', () => {
    const {record, next} = transition(recordOf([]), createFor());
    if (next.do !== 'post') throw new Error(`Unexpected: ${next.do}.`);
    const event = {type: 'created', session: 'a', intention: next.intention, now: NOW} as const;
    const made = transition(record, event).record;
    expect(transition(made, event)).toEqual({record: made, next: {do: 'nothing'}});
  });

  it('and is not the order’s own is ended, also when its request is answered again', () => {
    const record = recordOf([entryOf('a', {isOrphan: true})]);
    const {next} = transition(record, createFor());
    if (next.do !== 'post') throw new Error(`Unexpected: ${next.do}.`);
    const event = {type: 'created', session: 'a', intention: next.intention, now: NOW} as const;
    expect(transition(record, event)).toEqual({record, next: {do: 'end', sessions: ['a']}});
  });

  it('may be unknown to the provider for three minutes, not longer', () => {
    const stateAfter = (age: number) => {
      const record = recordOf([entryOf('a', {createdAt: NOW - age})]);
      return transition(record, {type: 'not-found', session: 'a', now: NOW}).record.sessions[0]?.state;
    };
    expect([stateAfter(3 * MINUTE - 1), stateAfter(3 * MINUTE)]).toEqual(['open', 'gone']);
  });
});
