import {assert, asyncProperty, integer, option, uint8Array} from 'fast-check';
import {describe, expect, it, onTestFinished, vi} from 'vitest';
import {peekRawBody, readRawBody} from '../../../src/server/routes/raw-body.ts';

const ADDRESS = 'https://shop.example/checkout/webhooks';

/** A request as a runtime hands it over: with the length that the client gave, which `Request` does not add. */
function post(body: RequestInit['body'], contentLength?: number): Request {
  const headers: HeadersInit = contentLength === undefined ? {} : {'Content-Length': String(contentLength)};
  // The types of the DOM do not know `duplex`, which Node needs for a stream.
  const init = {method: 'POST', body: body ?? null, headers, duplex: 'half'};
  return new Request(ADDRESS, init);
}

const rawBodyNeeded = expect.objectContaining({
  code: 'raw_body_needed',
  path: 'body',
  message: expect.stringContaining('express.json()'),
});

describe('the raw body', () => {
  it('is every byte as it came, or null if it is longer than allowed, whatever length the client states', async () => {
    const bodies = uint8Array({minLength: 1, maxLength: 8});
    const lengths = option(integer({min: 1, max: 8}), {nil: undefined});
    await assert(
      asyncProperty(bodies, lengths, integer({min: 1, max: 8}), async (bytes, stated, maxBytes) => {
        const isTooLong = bytes.length > maxBytes || (stated !== undefined && stated > maxBytes);
        expect(await readRawBody(post(bytes, stated), maxBytes)).toEqual(isTooLong ? null : bytes);
      }),
    );
  });

  it('is not received at all if the client says that it is too long', async () => {
    const request = post('short', 33);
    expect(await readRawBody(request, 32)).toBeNull();
    expect(request.bodyUsed).toBe(false);
  });

  it('is empty without a body', async () => {
    expect(await readRawBody(new Request(ADDRESS), 32)).toEqual(new Uint8Array());
    expect(await readRawBody(post('', 0), 32)).toEqual(new Uint8Array());
  });

  it('can be read again after a peek, whatever its length', async () => {
    await assert(
      asyncProperty(uint8Array({maxLength: 64}), integer({min: 64, max: 100}), async (bytes, maxBytes) => {
        const request = post(bytes);
        expect(await peekRawBody(request, maxBytes)).toEqual(bytes);
        expect(new Uint8Array(await request.arrayBuffer())).toEqual(bytes);
      }),
    );
  });

  it.each([
    ['read', readRawBody],
    ['peek', peekRawBody],
  ])('is refused as soon as it is too long, though the client goes on sending (%s)', async (_, read) => {
    const endless = new ReadableStream({pull: (controller) => controller.enqueue(new Uint8Array(16))});
    expect(await read(post(endless), 32)).toBeNull();
  });
});

describe('a body that a middleware has read before', () => {
  it.each([
    ['read', readRawBody],
    ['peek', peekRawBody],
  ])('is an error that says what to do (%s)', async (_, read) => {
    const request = post('{}');
    await request.text();
    await expect(read(request, 32)).rejects.toEqual(rawBodyNeeded);
  });

  it('is an error also if only its stream was taken', async () => {
    const request = post('{}');
    request.body?.getReader();
    await expect(readRawBody(request, 32)).rejects.toEqual(rawBodyNeeded);
    await expect(readRawBody(request, 32)).rejects.toHaveProperty('cause', expect.any(TypeError));
  });

  it('is an error also if its stream was given back', async () => {
    const request = post('{}');
    const reader = request.body?.getReader();
    while (!(await reader?.read())?.done);
    reader?.releaseLock();
    await expect(readRawBody(request, 32)).rejects.toEqual(rawBodyNeeded);
  });

  it('is an error also if nothing is left of it, because its signature would not match', async () => {
    await expect(readRawBody(post('', 2), 32)).rejects.toEqual(rawBodyNeeded);
  });
});

describe('a body that does not come', () => {
  it('keeps the error of a connection that broke', async () => {
    const broken = new Error('socket hang up');
    const body = new ReadableStream({pull: (controller) => controller.error(broken)});
    await expect(readRawBody(post(body), 32)).rejects.toBe(broken);
  });

  it('is waited for during ten seconds, and no longer', async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    let send = (_: Uint8Array) => {};
    const slow = new ReadableStream({
      start: (controller) => void (send = (bytes) => (controller.enqueue(bytes), controller.close())),
    });
    const inTime = readRawBody(post(slow), 32);
    const late = readRawBody(post(new ReadableStream({})), 32).catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(9999);
    send(new Uint8Array([1, 2, 3]));
    expect(await inTime).toEqual(new Uint8Array([1, 2, 3]));
    await vi.advanceTimersByTimeAsync(1);
    expect(await late).toMatchObject({code: 'timeout', path: 'body'});
  });
});
