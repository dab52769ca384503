import {parseRetryAfter} from '../core/retry-after.ts';
import {setTimeout as pause} from 'node:timers/promises';

/** Stops reading a response after this many characters. */
const RESPONSE_MAX_CHARS = 1_000_000;
/** The doctor gives up if `Retry-After` is longer. */
const RETRY_AFTER_MAX_MS = 10_000;

/** Why there is no usable response: the codes of the findings in `checks/reach.ts`. */
export type ProbeFailure =
  'dns' | 'tls' | 'unreachable' | 'no_answer_in_time' | 'garbled' | 'rate_limited' | 'no_retry_after';

export class ProbeError extends Error {
  readonly failure: ProbeFailure;

  constructor(failure: ProbeFailure, message: string) {
    super(message);
    this.failure = failure;
  }
}

export interface ProbeResponse {
  /** Method and path, such as `GET /checkout/sessions/scs-1`. */
  requestLine: string;
  url: string;
  status: number;
  headers: Headers;
  text: string;
  /** Undefined if the text is not JSON. */
  json: unknown;
  /** Half-way between the request and the response headers, in milliseconds since the epoch. */
  respondedAt: number;
  /** Milliseconds until the response headers arrived. */
  durationMs: number;
}

export interface Probe {
  /**
   * Sends a request without following redirects. After a 429 it waits for `Retry-After` and retries once.
   * @throws {ProbeError} if there is no usable response
   */
  request(url: string, init?: RequestInit): Promise<ProbeResponse>;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function readText(response: Response): Promise<string> {
  let text = '';
  const decoder = new TextDecoder();
  for await (const bytes of response.body ?? []) {
    text += decoder.decode(bytes, {stream: true});
    if (text.length > RESPONSE_MAX_CHARS) break;
  }
  return text;
}

function systemErrorCode(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && 'code' in cause ? String(cause.code) : '';
}

function failureFromCode(code: string): ProbeFailure {
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'dns';
  if (/CERT|TLS|SSL|EPROTO|UNABLE_TO_/.test(code)) return 'tls';
  return 'unreachable';
}

async function requestOnce(url: string, init: RequestInit, timeoutMs: number): Promise<ProbeResponse> {
  const requestLine = `${init.method ?? 'GET'} ${new URL(url).pathname}`;
  const start = performance.now();
  const signal = AbortSignal.timeout(timeoutMs);
  const timeoutError = () =>
    new ProbeError('no_answer_in_time', `${requestLine} was not answered within ${timeoutMs / 1000} s`);
  let response: Response;
  try {
    response = await fetch(url, {redirect: 'manual', ...init, signal});
  } catch (error) {
    if (signal.aborted) throw timeoutError();
    const code = systemErrorCode(error);
    throw new ProbeError(
      failureFromCode(code),
      `${requestLine} on ${new URL(url).host}: ${code || 'the connection failed'}`,
    );
  }
  const {status, headers} = response;
  const durationMs = performance.now() - start;
  const respondedAt = Date.now() - durationMs / 2;
  try {
    const text = await readText(response);
    return {requestLine, url, status, headers, text, json: parseJson(text), respondedAt, durationMs};
  } catch {
    if (signal.aborted) throw timeoutError();
    const encoding = headers.get('content-encoding');
    throw new ProbeError(
      'garbled',
      `${requestLine} answered ${status}${encoding ? `, ${encoding}` : ''}, and was cut off`,
    );
  }
}

/** @param timeoutMs time limit for one response */
export function createProbe(timeoutMs: number): Probe {
  return {
    async request(url, init = {}) {
      const first = await requestOnce(url, init, timeoutMs);
      if (first.status !== 429) return first;
      const retryAfterMs = parseRetryAfter(first.headers);
      if (retryAfterMs === null)
        throw new ProbeError('no_retry_after', `${first.requestLine} answered 429 without Retry-After`);
      const rateLimited = new ProbeError(
        'rate_limited',
        `${first.requestLine} answered 429, Retry-After ${Math.ceil(retryAfterMs / 1000)} s`,
      );
      if (retryAfterMs > RETRY_AFTER_MAX_MS) throw rateLimited;
      await pause(retryAfterMs);
      const second = await requestOnce(url, init, timeoutMs);
      if (second.status === 429) throw rateLimited;
      return second;
    },
  };
}
