import {readFileSync} from 'node:fs';
import {brotliCompressSync, constants, gzipSync} from 'node:zlib';

/** What a server answers. */
export interface Asset {
  type: string;
  body: Buffer<ArrayBuffer>;
  /** The body as it is sent: brotli, at its best. */
  brotli: Buffer<ArrayBuffer>;
}

export const HTML = 'text/html; charset=utf-8';
export const JSON_TYPE = 'application/json';
const SCRIPT = 'text/javascript; charset=utf-8';
const TYPES: Readonly<Record<string, string>> = {css: 'text/css; charset=utf-8', js: SCRIPT};

export function assetOf(text: string | Buffer, type: string): Asset {
  const body = Buffer.from(text);
  const params = {[constants.BROTLI_PARAM_SIZE_HINT]: body.length};
  return {type, body, brotli: brotliCompressSync(body, {params})};
}

export const scriptAsset = (code: string): Asset => assetOf(code, SCRIPT);

/** A script or a style sheet. */
export function fileAsset(path: string): Asset {
  return assetOf(readFileSync(path), TYPES[path.split('.').at(-1) ?? ''] ?? SCRIPT);
}

/** Bytes of the body with gzip at its best. */
export function gzipSize({body}: Asset): number {
  return gzipSync(body, {level: 9}).length;
}
