import {describe, expect, it, onTestFinished} from 'vitest';
import {listen} from '../../../../demo/listen.ts';
import {EARLY_RESPONSES_KEY} from '../../../../src/widget/client/early-response.ts';
import {parseReply} from '../../../../src/widget/client/parse-response.ts';
import {type SharedResponse, readShared} from '../../../../src/widget/client/shared-request.ts';
import {endpointSource, payMongoSource} from '../../../../src/widget/client/session-source.ts';

interface Asked {
  url: string;
  /** What the caller proved itself with. */
  key: string | null;
  isGone: boolean;
  answer(response: Response): void;
}

/** A server that answers when the test says so. */
async function server() {
  const listener = await listen(0);
  const asked: Asked[] = [];
  const heard: (() => void)[] = [];
  listener.answerWith(
    ({url, headers, signal}) =>
      new Promise((answer) => {
        const request: Asked = {url, key: headers.get('authorization'), isGone: false, answer};
        asked.push(request);
        signal.addEventListener('abort', () => {
          request.isGone = true;
          answer(new Response());
        });
        for (const hear of heard.splice(0)) hear();
      }),
  );
  onTestFinished(() => listener.close());
  return {
    url: `http://127.0.0.1:${listener.port}`,
    asked,
    /** Waits for the request of this number, counted from 0. */
    async request(number: number): Promise<Asked> {
      while (!asked[number]) await new Promise<void>((resolve) => heard.push(resolve));
      return asked[number];
    },
  };
}

/** Of somebody who stays. */
const stay = () => new AbortController().signal;
const jsonOf = (answer: SharedResponse) => parseReply(answer).json;

describe('reads of a session that elements share', () => {
  it('are one request for all who ask meanwhile, and another one afterwards', async () => {
    const {url, asked, request} = await server();
    const reading = Array.from({length: 50}, () => readShared('cs_1', endpointSource(url), stay(), 0));
    (await request(0)).answer(Response.json('first'));
    const answers = await Promise.all(reading);
    expect(answers.map(jsonOf)).toEqual(Array.from({length: 50}, () => 'first'));
    expect(new Set(answers.map(({at}) => at)).size).toBe(1);
    expect(asked).toHaveLength(1);

    const later = readShared('cs_1', endpointSource(url), stay(), 0);
    (await request(1)).answer(Response.json('second'));
    expect(jsonOf(await later)).toBe('second');
  });

  it('tell all the same error, with how long to wait', async () => {
    const {url, request} = await server();
    const reading = [0, 0].map((since) => readShared('cs_1', endpointSource(url), stay(), since));
    (await request(0)).answer(new Response('', {status: 429, headers: {'retry-after': '7'}}));
    const wait = expect.objectContaining({code: 'rate_limited', retryAfter: 7000}) as unknown;
    for (const answer of await Promise.all(reading)) expect(() => parseReply(answer)).toThrow(wait);
  });

  it('go on where one leaves', async () => {
    const {url, asked, request} = await server();
    const leaving = new AbortController();
    const left = readShared('cs_1', endpointSource(url), leaving.signal, 0);
    const staying = readShared('cs_1', endpointSource(url), stay(), 0);
    const {answer} = await request(0);
    leaving.abort('gone');
    await expect(left).rejects.toBe('gone');
    answer(Response.json('said'));
    expect(jsonOf(await staying)).toBe('said');
    expect(asked.map(({isGone}) => isGone)).toEqual([false]);
  });

  it('are aborted when the last one leaves, and begin anew for who comes then', async () => {
    const {url, asked, request} = await server();
    const leaving = new AbortController();
    const left = [0, 0].map((since) => readShared('cs_1', endpointSource(url), leaving.signal, since));
    await request(0);
    leaving.abort('gone');
    const next = readShared('cs_1', endpointSource(url), stay(), 0);
    for (const read of left) await expect(read).rejects.toBe('gone');
    (await request(1)).answer(Response.json('anew'));
    expect(jsonOf(await next)).toBe('anew');
    await expect.poll(() => asked.map(({isGone}) => isGone)).toEqual([true, false]);
  });

  it('do not count where they were asked for too early: one more follows, for all who wait for it', async () => {
    const {url, asked, request} = await server();
    const early = readShared('cs_1', endpointSource(url), stay(), 0);
    const {answer} = await request(0);
    const since = performance.now();
    const fresh = [0, 0, 0].map(() => readShared('cs_1', endpointSource(url), stay(), since));
    expect(asked).toHaveLength(1);
    answer(Response.json('old'));
    expect(jsonOf(await early)).toBe('old');
    (await request(1)).answer(Response.json('new'));
    expect((await Promise.all(fresh)).map(jsonOf)).toEqual(['new', 'new', 'new']);
    expect(asked).toHaveLength(2);
  });

  it('are not waited for by who has left', async () => {
    const {url, asked, request} = await server();
    const early = readShared('cs_1', endpointSource(url), stay(), 0);
    const {answer} = await request(0);
    const leaving = new AbortController();
    const fresh = readShared('cs_1', endpointSource(url), leaving.signal, performance.now());
    leaving.abort('gone');
    await expect(fresh).rejects.toBe('gone');
    answer(Response.json('old'));
    await early;
    expect(asked).toHaveLength(1);
  });

  it('are kept apart by session, endpoint and key', async () => {
    const {url, request} = await server();
    const reading = [
      readShared('cs_1', endpointSource(`${url}/a`), stay(), 0),
      readShared('cs_2', endpointSource(`${url}/a`), stay(), 0),
      readShared('cs_1', endpointSource(`${url}/b`), stay(), 0),
      readShared('cs_1', payMongoSource('pk_1', `${url}/c`), stay(), 0),
      readShared('cs_1', payMongoSource('pk_2', `${url}/c`), stay(), 0),
    ];
    for (const number of reading.keys()) {
      const {answer, url: path, key} = await request(number);
      answer(Response.json(`${new URL(path).pathname} ${key}`));
    }
    const basic = (key: string) => `Basic ${btoa(`${key}:`)}`;
    expect((await Promise.all(reading)).map(jsonOf)).toEqual([
      '/a/sessions/cs_1 null',
      '/a/sessions/cs_2 null',
      '/b/sessions/cs_1 null',
      `/c/v1/checkout_sessions/cs_1 ${basic('pk_1')}`,
      `/c/v1/checkout_sessions/cs_1 ${basic('pk_2')}`,
    ]);
  });

  it('take an answer that was asked for early once, for all', async () => {
    const {url, asked} = await server();
    const early = {at: performance.now(), response: Promise.resolve(Response.json('early'))};
    Reflect.set(globalThis, EARLY_RESPONSES_KEY, new Map([[`${url}/sessions/cs_1`, early]]));
    onTestFinished(() => void Reflect.deleteProperty(globalThis, EARLY_RESPONSES_KEY));
    const reading = [0, 0, 0].map((since) => readShared('cs_1', endpointSource(url), stay(), since));
    expect((await Promise.all(reading)).map(jsonOf)).toEqual(['early', 'early', 'early']);
    expect(asked).toEqual([]);
  });
});
