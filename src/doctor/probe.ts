import {parseRetryAfter} from '../core/retry-after.ts';
import {setTimeout as pause} from 'node:timers/promises';

/** Bytes of an answer that are read. */
const SIZE_LIMIT = 1_000_000;
/** Longest `Retry-After` that the doctor waits for. */
const RETRY_AFTER_MAX_MS = 10_000;

/** Why there is no answer. */
export type Failure =
  'dns' | 'tls' | 'unreachable' | 'no_answer_in_time' | 'garbled' | 'rate_limited' | 'no_retry_after';

export class ProbeError extends Error {
  readonly failure: Failure;

  constructor(failure: Failure, message: string) {
    super(message);
    this.failure = failure;
  }
}

export interface Answer {
  /** What was asked, such as `GET /checkout/sessions/scs-1`. */
  asked: string;
  url: string;
  status: number;
  headers: Headers;
  text: string;
  /** Undefined where the text is no JSON. */
  json: unknown;
  /** Milliseconds since the epoch, half-way between question and answer. */
  at: number;
  /** Milliseconds that it took. */
  took: number;
}

export interface Probe {
  /**
   * Asks, follows no redirect, waits where the endpoint asks for it and then tries once more.
   * @throws {ProbeError} where no answer comes
   */
  ask(url: string, init?: RequestInit): Promise<Answer>;
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
    if (text.length > SIZE_LIMIT) break;
  }
  return text;
}

function codeOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && 'code' in cause ? String(cause.code) : '';
}

function failureOf(code: string): Failure {
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'dns';
  if (/CERT|TLS|SSL|EPROTO|UNABLE_TO_/.test(code)) return 'tls';
  return 'unreachable';
}

async function askOnce(url: string, init: RequestInit, timeLimit: number): Promise<Answer> {
  const asked = `${init.method ?? 'GET'} ${new URL(url).pathname}`;
  const start = performance.now();
  const signal = AbortSignal.timeout(timeLimit);
  const late = () => new ProbeError('no_answer_in_time', `${asked} was not answered within ${timeLimit / 1000} s`);
  let response: Response;
  try {
    response = await fetch(url, {redirect: 'manual', ...init, signal});
  } catch (error) {
    if (signal.aborted) throw late();
    const code = codeOf(error);
    throw new ProbeError(failureOf(code), `${asked} on ${new URL(url).host}: ${code || 'the connection failed'}`);
  }
  const {status, headers} = response;
  const took = performance.now() - start;
  const at = Date.now() - took / 2;
  try {
    const text = await readText(response);
    return {asked, url, status, headers, text, json: parseJson(text), at, took};
  } catch {
    if (signal.aborted) throw late();
    const encoding = headers.get('content-encoding');
    throw new ProbeError('garbled', `${asked} answered ${status}${encoding ? `, ${encoding}` : ''}, and broke off`);
  }
}

/** @param timeLimit milliseconds that one answer may take */
export function createProbe(timeLimit: number): Probe {
  return {
    async ask(url, init = {}) {
      const first = await askOnce(url, init, timeLimit);
      if (first.status !== 429) return first;
      const wait = parseRetryAfter(first.headers);
      if (wait === null) throw new ProbeError('no_retry_after', `${first.asked} answered 429 without Retry-After`);
      const refused = new ProbeError(
        'rate_limited',
        `${first.asked} answered 429, Retry-After ${Math.ceil(wait / 1000)} s`,
      );
      if (wait > RETRY_AFTER_MAX_MS) throw refused;
      await pause(wait);
      const second = await askOnce(url, init, timeLimit);
      if (second.status === 429) throw refused;
      return second;
    },
  };
}
