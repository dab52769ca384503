import style from 'virtual:card-style';
import {readColour} from '../../core/colour.ts';
import {CheckoutError} from '../../core/error.ts';
import {accentStyle} from './accent-style.ts';
import {escapeHtml} from './escape-html.ts';

export interface StyleOptions {
  endpoint: string;
  accent?: string | undefined;
  nonce?: string | undefined;
}

/** @throws {CheckoutError} `invalid_configuration` if the option is not a colour */
function accentOf(own: string | null, accent: string | undefined): string | null {
  if (accent === undefined) return own;
  const colour = readColour(accent);
  if (colour) return colour;
  throw new CheckoutError('invalid_configuration', 'accent must be a colour such as #0f6b50.', {path: 'accent'});
}

/** Returns the URL of a route of the server half, without a slash twice. */
export function routeUrl(endpoint: string, route: string): string {
  return `${endpoint.replace(/\/+$/, '')}/${route}`;
}

/** Returns the style of a rendered card with an accent, `#rrggbb`; null for the theme's own. */
export function cardStylesheet(accent: string | null): string {
  return style.css + accentStyle(accent);
}

/** Returns the URL of that style at the server half. It changes with the style. */
export function stylesheetUrl(own: string | null, {endpoint, accent}: StyleOptions): string {
  const colour = accentOf(own, accent);
  return routeUrl(endpoint, `card/${style.hash}/${colour?.slice(1) ?? 'theme'}.css`);
}

/** Renders the style itself if there is a nonce for it, else a link to it. */
export function styleTag(own: string | null, options: StyleOptions): string {
  const {nonce, accent} = options;
  return nonce === undefined
    ? `<link rel="stylesheet" href="${escapeHtml(stylesheetUrl(own, options))}">`
    : `<style nonce="${escapeHtml(nonce)}">${cardStylesheet(accentOf(own, accent))}</style>`;
}
