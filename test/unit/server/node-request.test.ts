import {assert, asyncProperty, dictionary, property, stringMatching, uint8Array} from 'fast-check';
import {describe, expect, it} from 'vitest';
import {repairNodeRequest} from '../../../src/server/routes/node-request.ts';

const ADDRESS = 'https://shop.example/checkout/webhooks';
const headersOf = dictionary(stringMatching(/^x-[a-z]{1,8}$/), stringMatching(/^[!-~]{1,20}$/), {minKeys: 1});

const post = (body = 'as Hono has read it') => new Request(ADDRESS, {method: 'POST', body, headers: {'X-Own': '1'}});

describe('a request that is complete', () => {
  it('is left as it is if Node has made it', () => {
    assert(
      property(headersOf, (headers) => {
        const request = post();
        const incoming = {headers, rawHeaders: Object.entries(headers).flat(), body: new Uint8Array([1])};
        expect(repairNodeRequest(request, {incoming})).toBe(request);
      }),
    );
  });

  it('is left as it is if Node has joined headers that came twice', () => {
    const request = post();
    const incoming = {headers: {cookie: 'a=1; b=2'}, rawHeaders: ['Cookie', 'a=1', 'Cookie', 'b=2']};
    expect(repairNodeRequest(request, {incoming})).toBe(request);
  });

  it.each<[string, object | undefined]>([
    ['nothing', undefined],
    ['what an edge runtime passes', {waitUntil: () => undefined}],
    ['nothing in the place of a request', {incoming: null}],
    ['a text in the place of a request', {incoming: 'request'}],
    ['a request without headers', {incoming: {rawHeaders: []}}],
    ['a request without raw headers', {incoming: {headers: {'x-a': '1'}}}],
    ['raw headers that are no list', {incoming: {headers: {'x-a': '1'}, rawHeaders: 'x-a'}}],
    ['headers that are null', {incoming: {headers: null, rawHeaders: []}}],
    ['headers that are a text', {incoming: {headers: 'x-a', rawHeaders: []}}],
  ])('is left as it is beside %s', (_, context) => {
    const request = post();
    expect(repairNodeRequest(request, context)).toBe(request);
  });
});

describe('a request that an adapter has made', () => {
  it('has all headers and the raw bytes of the body, which a signature covers', async () => {
    await assert(
      asyncProperty(headersOf, uint8Array({minLength: 1}), async (headers, body) => {
        const request = repairNodeRequest(post(), {incoming: {headers, rawHeaders: [], body}});
        expect([request.method, request.url]).toEqual(['POST', ADDRESS]);
        expect(Object.fromEntries(request.headers)).toEqual(headers);
        expect(new Uint8Array(await request.arrayBuffer())).toEqual(body);
      }),
    );
  });

  it('is known by any header that is missing in its raw headers', () => {
    assert(
      property(headersOf, (headers) => {
        const rawHeaders = Object.entries(headers).slice(1).flat();
        const request = repairNodeRequest(post(), {incoming: {headers, rawHeaders}});
        expect(Object.fromEntries(request.headers)).toEqual(headers);
      }),
    );
  });

  it.each<[string, unknown[]]>([
    ['with a number in them', ['x-a', '1', 'content-length', 2]],
    ['with a list in them', ['x-a', '1', 'x-b', ['2', '3']]],
  ])('is known by raw headers %s', (_, rawHeaders) => {
    const headers = {'x-a': '1', 'x-b': ['2', '3']};
    const request = repairNodeRequest(post(), {incoming: {headers, rawHeaders}});
    expect(Object.fromEntries(request.headers)).toEqual({'x-a': '1', 'x-b': '2, 3'});
  });

  it('has no header that the adapter has left empty', () => {
    const headers = {'x-a': '1', 'x-none': undefined, 'x-null': null, 'content-length': 2};
    const request = repairNodeRequest(post(), {incoming: {headers, rawHeaders: []}});
    expect(Object.fromEntries(request.headers)).toEqual({'x-a': '1', 'content-length': '2'});
  });

  it.each([
    ['no body', {}],
    ['a body that was parsed', {body: {event: 'parsed'}}],
  ])('is empty with %s: its signature must not seem to match', async (_, more) => {
    const request = repairNodeRequest(post(), {incoming: {headers: {'x-a': '1'}, rawHeaders: [], ...more}});
    expect(await request.text()).toBe('');
  });

  it.each(['GET', 'HEAD'])('may be a %s, which has no body', (method) => {
    const incoming = {headers: {'x-a': '1'}, rawHeaders: [], body: new Uint8Array([1])};
    const request = repairNodeRequest(new Request(ADDRESS, {method}), {incoming});
    expect([request.method, request.body, request.headers.get('x-a')]).toEqual([method, null, '1']);
  });

  it('ends when the client goes away', () => {
    const controller = new AbortController();
    const incoming = {headers: {'x-a': '1'}, rawHeaders: []};
    const request = repairNodeRequest(new Request(ADDRESS, {signal: controller.signal}), {incoming});
    controller.abort();
    expect(request.signal.aborted).toBe(true);
  });
});
