import {html} from 'hono/html';
import type {Html} from '../html.ts';

/**
 * Renders a time in UTC.
 * @param at milliseconds since 1970
 */
export function timeText(at: number): Html {
  const iso = new Date(at).toISOString();
  return html`<time datetime="${iso}">${iso.slice(0, 19).replace('T', ' ')} UTC</time>`;
}
