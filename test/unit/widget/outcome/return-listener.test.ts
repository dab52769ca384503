// @vitest-environment happy-dom
import {afterEach, beforeEach, describe, expect, it, onTestFinished, vi} from 'vitest';
import {CHANNEL_NAME, type ReturnMessage} from '../../../../src/core/return-message.ts';
import {
  listenToTabs,
  listenToWindow,
  type ReturnListenerOptions,
} from '../../../../src/widget/outcome/return-listener.ts';

const SHOP = 'https://shop.example';
const RETURNED: ReturnMessage = {
  type: 'monime-checkout:return',
  outcome: 'success',
  reference: 'scs-1',
  nonce: 'a-random-text-of-the-page',
};

let page: AbortController;
beforeEach(() => void (page = new AbortController()));
afterEach(() => page.abort());

/** An element that tracks a session, and what it has received. */
function elementFor(reference: string | null, changes: Partial<ReturnListenerOptions> = {}) {
  const received: string[] = [];
  const options: ReturnListenerOptions = {
    source: () => window,
    origins: ['https://pay.shop.example', SHOP],
    reference: () => reference,
    onReturn: (outcome) => void received.push(outcome),
    onTab: (paying) => void received.push(paying ? 'paying' : 'closed'),
    signal: page.signal,
    ...changes,
  };
  return {options, received};
}

describe('a message of the window with the hosted page', () => {
  function start(reference: string | null, changes: Partial<ReturnListenerOptions> = {}) {
    const {options, received} = elementFor(reference, changes);
    const acknowledge = vi.spyOn(window, 'postMessage').mockImplementation(() => {});
    onTestFinished(() => acknowledge.mockRestore());
    listenToWindow(options);
    const say = (data: unknown, from: {origin?: string; source?: Window | null} = {}) =>
      dispatchEvent(new MessageEvent('message', {data, origin: SHOP, source: window, ...from}));
    return {received, acknowledge, say};
  }

  it.each(['success', 'cancel'] as const)('says that the customer is back: %s', (outcome) => {
    const {received, acknowledge, say} = start('scs-1');
    say({...RETURNED, outcome});
    expect(received).toEqual([outcome]);
    const acknowledgement = {type: 'monime-checkout:acknowledged', nonce: RETURNED.nonce};
    expect(acknowledge.mock.calls).toEqual([[acknowledgement, SHOP]]);
  });

  it('counts if the return page does not know the session', () => {
    const {received, say} = start('scs-1');
    say({...RETURNED, reference: null});
    expect(received).toEqual(['success']);
  });

  it.each([
    ['another window', RETURNED, {source: null}],
    ['another origin', RETURNED, {origin: 'https://evil.example'}],
    ['a page about another session', {...RETURNED, reference: 'scs-2'}, {}],
    ['a page that says something else', {...RETURNED, type: 'resize'}, {}],
    ['a page that says nothing', null, {}],
  ])('is ignored from %s', (_, data, from) => {
    const {received, acknowledge, say} = start('scs-1');
    say(data, from);
    expect([received, acknowledge.mock.calls]).toEqual([[], []]);
  });

  it('is ignored while no window is open', () => {
    const {received, say} = start('scs-1', {source: () => null});
    say(RETURNED, {source: null});
    expect(received).toEqual([]);
  });

  it('is ignored once the element is gone', () => {
    const {received, say} = start('scs-1');
    page.abort();
    say(RETURNED);
    expect(received).toEqual([]);
  });
});

/** Another tab: what it hears, and says. */
function openTab() {
  const channel = new BroadcastChannel(CHANNEL_NAME);
  onTestFinished(() => channel.close());
  const heard: unknown[] = [];
  let hear = () => {};
  channel.addEventListener('message', ({data}) => {
    heard.push(data);
    hear();
  });
  return {
    say: (data: unknown) => channel.postMessage(data),
    heard,
    async waitFor(isEnough: () => boolean) {
      while (!isEnough()) await new Promise<void>((resolve) => (hear = resolve));
    },
  };
}

/** Waits until all messages before it have arrived: a channel keeps their order. */
async function arrive(tab: ReturnType<typeof openTab>): Promise<void> {
  listenToTabs(elementFor('the last').options);
  tab.say({...RETURNED, reference: 'the last', nonce: 'the last'});
  await tab.waitFor(() => JSON.stringify(tab.heard).includes('the last'));
}

describe('a message of another tab', () => {
  it('says that the customer is back, and is acknowledged once, so that the window may close', async () => {
    const [one, two, other] = [elementFor('scs-1'), elementFor('scs-1'), elementFor('scs-2')];
    for (const {options} of [one, two, other]) listenToTabs(options);
    const tab = openTab();
    tab.say(RETURNED);
    await arrive(tab);
    expect([one, two, other].map(({received}) => received)).toEqual([['success'], ['success'], []]);
    expect(tab.heard).toEqual([
      {type: 'monime-checkout:acknowledged', nonce: RETURNED.nonce},
      {type: 'monime-checkout:acknowledged', nonce: 'the last'},
    ]);
  });

  it('says that the hosted page is open there, or no longer', async () => {
    const {options, received} = elementFor('scs-1');
    listenToTabs(options);
    const tab = openTab();
    for (const paying of [true, false]) tab.say({type: 'monime-checkout:tab', reference: 'scs-1', paying});
    await arrive(tab);
    expect(received).toEqual(['paying', 'closed']);
    expect(tab.heard).toHaveLength(1);
  });

  it.each([
    null,
    undefined,
    'monime-checkout:tab',
    {},
    {type: 'monime-checkout:tab'},
    {type: 'monime-checkout:tab', reference: 'scs-1'},
    {type: 'monime-checkout:tab', paying: true},
    {type: 'monime-checkout:tab', reference: 'scs-1', paying: 'yes'},
    {type: 'monime-checkout:tab', reference: ['scs-1'], paying: true},
    {type: 'monime-checkout:tap', reference: 'scs-1', paying: true},
    {reference: 'scs-1', paying: true},
    {...RETURNED, reference: null},
    {...RETURNED, reference: 'scs-2'},
    {...RETURNED, outcome: 'paid'},
  ])('is ignored if it is %o', async (data) => {
    const [known, unknown] = [elementFor('scs-1'), elementFor(null)];
    for (const {options} of [known, unknown]) listenToTabs(options);
    const tab = openTab();
    tab.say(data);
    await arrive(tab);
    expect([known.received, unknown.received, tab.heard.length]).toEqual([[], [], 1]);
  });

  it('is not received by an element that is gone, and is by those that stay', async () => {
    const leaving = new AbortController();
    const [gone, staying] = [elementFor('scs-1', {signal: leaving.signal}), elementFor('scs-1')];
    for (const {options} of [gone, staying]) listenToTabs(options);
    leaving.abort();
    const tab = openTab();
    tab.say(RETURNED);
    await arrive(tab);
    expect([gone.received, staying.received]).toEqual([[], ['success']]);
  });
});

describe('the channel', () => {
  it('is closed with the last element, and opened again by the next', async () => {
    const close = vi.spyOn(BroadcastChannel.prototype, 'close');
    onTestFinished(() => close.mockRestore());
    const [one, two] = [new AbortController(), new AbortController()];
    for (const {signal} of [one, two]) listenToTabs(elementFor('scs-1', {signal}).options);
    one.abort();
    expect(close).not.toHaveBeenCalled();
    two.abort();
    expect(close).toHaveBeenCalledTimes(1);
    const next = elementFor('scs-1');
    listenToTabs(next.options);
    const tab = openTab();
    tab.say(RETURNED);
    await arrive(tab);
    expect(next.received).toEqual(['success']);
  });

  it('is one for all elements of a page: each message is handled once', async () => {
    const elements = Array.from({length: 3}, () => elementFor('scs-1'));
    for (const {options} of elements) listenToTabs(options);
    const tab = openTab();
    tab.say(RETURNED);
    await arrive(tab);
    expect(elements.map(({received}) => received.length)).toEqual([1, 1, 1]);
  });

  it('may be missing: the elements of the page still notify each other', async () => {
    vi.stubGlobal('BroadcastChannel', undefined);
    onTestFinished(() => void vi.unstubAllGlobals());
    const [one, two] = [elementFor('scs-1'), elementFor('scs-1')];
    const notify = listenToTabs(one.options);
    listenToTabs(two.options);
    notify(true);
    await Promise.resolve();
    expect(two.received).toEqual(['paying']);
  });
});

describe('an element that opens the hosted page', () => {
  it('notifies other tabs, and the other elements with this session, not itself', async () => {
    const [one, two, other] = [elementFor('scs-1'), elementFor('scs-1'), elementFor('scs-2')];
    const [notify] = [one, two, other].map(({options}) => listenToTabs(options));
    const tab = openTab();
    notify?.(true);
    expect(two.received).toEqual([]);
    await Promise.resolve();
    notify?.(false);
    await tab.waitFor(() => tab.heard.length === 2);
    expect([one, two, other].map(({received}) => received)).toEqual([[], ['paying', 'closed'], []]);
    expect(tab.heard).toEqual(
      [true, false].map((paying) => ({type: 'monime-checkout:tab', reference: 'scs-1', paying})),
    );
  });

  it('notifies nobody without a session, and once it is gone', async () => {
    const leaving = new AbortController();
    const two = elementFor('scs-1');
    const notifyWithout = listenToTabs(elementFor(null).options);
    const notifyGone = listenToTabs(elementFor('scs-1', {signal: leaving.signal}).options);
    listenToTabs(two.options);
    const tab = openTab();
    notifyWithout(true);
    leaving.abort();
    notifyGone(true);
    await arrive(tab);
    expect(two.received).toEqual([]);
    expect(tab.heard).toHaveLength(1);
  });
});
