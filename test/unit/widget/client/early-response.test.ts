import {describe, expect, it, onTestFinished} from 'vitest';
import {listen} from '../../../../demo/listen.ts';
import {
  EARLY_RESPONSES_KEY,
  EARLY_RESPONSE_MAX_AGE_MS,
  type EarlyResponse,
} from '../../../../src/widget/client/early-response.ts';
import {parseReply} from '../../../../src/widget/client/parse-response.ts';
import {endpointSource} from '../../../../src/widget/client/session-source.ts';

const {signal} = new AbortController();

/** An endpoint that says whether it answers for the first, second, third time; what was asked early is put before. */
async function endpoint(early: (url: string) => [string, unknown][]) {
  const listener = await listen(0);
  let answers = 0;
  listener.answerWith(() => Response.json({answer: (answers += 1)}));
  const url = `http://127.0.0.1:${listener.port}/checkout`;
  Reflect.set(globalThis, EARLY_RESPONSES_KEY, new Map(early(`${url}/sessions/cs_1`)));
  onTestFinished(async () => {
    Reflect.deleteProperty(globalThis, EARLY_RESPONSES_KEY);
    await listener.close();
  });
  return async (mayHavePaid = false) =>
    parseReply(await endpointSource(`${url}/`).read('cs_1', signal, mayHavePaid)).json;
}

function answered(response: Promise<Response>, age = 0): EarlyResponse {
  response.catch(() => {});
  return {at: performance.now() - age, response};
}

describe('an answer that was asked for early', () => {
  it('is used in place of a request, once', async () => {
    const read = await endpoint((url) => [[url, answered(Promise.resolve(Response.json('early')))]]);
    expect([await read(), await read()]).toEqual(['early', {answer: 1}]);
  });

  it('is used although the customer may have paid since the page was left', async () => {
    const read = await endpoint((url) => [[url, answered(Promise.resolve(Response.json('early')))]]);
    expect(await read(true)).toBe('early');
  });

  it('is looked at like any other', async () => {
    const read = await endpoint((url) => [[url, answered(Promise.resolve(new Response('', {status: 404})))]]);
    await expect(read()).rejects.toMatchObject({code: 'not_found'});
  });

  it.each<[string, (url: string) => [string, unknown]]>([
    ['is old news', (url) => [url, answered(Promise.resolve(Response.json('early')), EARLY_RESPONSE_MAX_AGE_MS)]],
    ['is for another session', (url) => [`${url}2`, answered(Promise.resolve(Response.json('early')))]],
    ['never came', (url) => [url, answered(Promise.reject(new TypeError('Failed to fetch')))]],
    ['has another form', (url) => [url, 'early']],
  ])('does not stand in the way where it %s', async (_, early) => {
    const read = await endpoint((url) => [early(url)]);
    expect(await read()).toEqual({answer: 1});
  });
});
