import {createHash, createHmac, timingSafeEqual} from 'node:crypto';

type Bytes = ArrayBuffer | ArrayBufferView;

interface FakeKey {
  readonly bytes: Buffer;
}

function bufferOf(data: Bytes): Buffer {
  return ArrayBuffer.isView(data)
    ? Buffer.from(data.buffer, data.byteOffset, data.byteLength)
    : Buffer.from(new Uint8Array(data));
}

function exact(buffer: Buffer): ArrayBuffer {
  return new Uint8Array(buffer).buffer;
}

/** The part of `crypto.subtle` that the server half uses, without a thread pool: SHA-256 and HMAC-SHA256. */
export const syncSubtle = {
  async digest(_algorithm: unknown, data: Bytes): Promise<ArrayBuffer> {
    return exact(createHash('sha256').update(bufferOf(data)).digest());
  },
  async importKey(_format: 'raw', data: Bytes): Promise<FakeKey> {
    return {bytes: Buffer.from(bufferOf(data))};
  },
  async sign(_algorithm: unknown, key: FakeKey, data: Bytes): Promise<ArrayBuffer> {
    return exact(createHmac('sha256', key.bytes).update(bufferOf(data)).digest());
  },
  async verify(_algorithm: unknown, key: FakeKey, signature: Bytes, data: Bytes): Promise<boolean> {
    const expected = createHmac('sha256', key.bytes).update(bufferOf(data)).digest();
    const given = bufferOf(signature);
    return expected.length === given.length && timingSafeEqual(expected, given);
  },
};
