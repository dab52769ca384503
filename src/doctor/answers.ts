import {plain} from './plain.ts';
import type {Answer} from './probe.ts';

export function isRefused({status}: Answer): boolean {
  return status >= 400 && status < 500;
}

export function isJson({json}: Answer): boolean {
  return typeof json === 'object' && json !== null;
}

function isHtml({text}: Answer): boolean {
  return /^\s*<(!doctype|html|head|body)/i.test(text);
}

/** The code with which the server half explains itself; null where another answers. */
export function errorCodeOf({json}: Answer): string | null {
  if (typeof json !== 'object' || json === null || !('error' in json)) return null;
  const {error} = json;
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : null;
}

/** What was asked, and what came, in one line. */
export function describe(answer: Answer): string {
  const {asked, status, text} = answer;
  if (text.trim() === '') return `${asked} answered ${status} and nothing`;
  if (isHtml(answer)) return `${asked} answered ${status} with an HTML page`;
  return `${asked} answered ${status}: ${plain(text).slice(0, 160)}`;
}

/** Where a redirect leads; null where it is none. */
export function locationOf({status, headers, url}: Answer): URL | null {
  const location = headers.get('location');
  return status >= 300 && status < 400 && location !== null && URL.canParse(location, url)
    ? new URL(location, url)
    : null;
}

/** What `Access-Control-Allow-Origin` says, or nothing. */
export function allowedOrigin({headers}: Answer): string {
  return headers.get('access-control-allow-origin') ?? '';
}

/** Whether a browser lets a page of this other origin read the answer. */
export function isReadable(answer: Answer, origin: string): boolean {
  return allowedOrigin(answer) === origin || allowedOrigin(answer) === '*';
}
