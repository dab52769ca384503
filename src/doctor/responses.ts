import {sanitize} from './sanitize.ts';
import type {ProbeResponse} from './probe.ts';

export function isRefused({status}: ProbeResponse): boolean {
  return status >= 400 && status < 500;
}

export function hasJsonObject({json}: ProbeResponse): boolean {
  return typeof json === 'object' && json !== null;
}

function looksLikeHtml({text}: ProbeResponse): boolean {
  return /^\s*<(!doctype|html|head|body)/i.test(text);
}

/** The server half's own error code; null if something else sent the response. */
export function errorCodeOf({json}: ProbeResponse): string | null {
  if (typeof json !== 'object' || json === null || !('error' in json)) return null;
  const {error} = json;
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : null;
}

/** The request and its response in one line. */
export function describeResponse(response: ProbeResponse): string {
  const {requestLine, status, text} = response;
  if (text.trim() === '') return `${requestLine} answered ${status} with an empty body`;
  if (looksLikeHtml(response)) return `${requestLine} answered ${status} with an HTML page`;
  return `${requestLine} answered ${status}: ${sanitize(text).slice(0, 160)}`;
}

/** The target of a redirect; null if the response is not a redirect. */
export function redirectTarget({status, headers, url}: ProbeResponse): URL | null {
  const location = headers.get('location');
  return status >= 300 && status < 400 && location !== null && URL.canParse(location, url)
    ? new URL(location, url)
    : null;
}

/** The value of `Access-Control-Allow-Origin`; empty if the header is missing. */
export function allowedOrigin({headers}: ProbeResponse): string {
  return headers.get('access-control-allow-origin') ?? '';
}

/** Whether a browser lets a page of this other origin read the response. */
export function isReadableFrom(response: ProbeResponse, origin: string): boolean {
  return allowedOrigin(response) === origin || allowedOrigin(response) === '*';
}
