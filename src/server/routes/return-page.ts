import {html} from 'hono/html';
import type {ReturnOutcome} from '../../core/return-message.ts';
import {RETURN_PARAMETER} from '../../core/return-parameter.ts';

/** Adds the return reference to the URL of a landing page, where the widget's `resume` reads it. */
export function landingUrl(landing: string, reference: string | null): string {
  const url = new URL(landing);
  if (reference !== null) url.searchParams.set(RETURN_PARAMETER, reference);
  return url.href;
}

export interface ReturnPage {
  outcome: ReturnOutcome;
  /** The session's id; null if unknown. */
  sessionId: string | null;
  landingUrl: string;
  origins: readonly string[];
  publicPath: string;
}

/** The page never says "paid": arriving here proves no payment. */
const TEXTS: Readonly<Record<ReturnOutcome, {title: string; text: string}>> = {
  success: {title: 'Thank you', text: 'The shop is asking the payment provider how it went and will show it to you.'},
  cancel: {title: 'You left the payment page', text: 'You can try again in the shop.'},
};

export interface BackToShop {
  title: string;
  text: string;
  backUrl: string;
  publicPath: string;
  /** Further content of the head, and of the end of the body. */
  head?: ReturnType<typeof html>;
  end?: ReturnType<typeof html>;
}

/** Renders a page with a message and a link back to the shop. */
export function backToShopPage({title, text, backUrl, publicPath, head, end}: BackToShop) {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${title}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="${publicPath}/return.css" />
        ${head}
      </head>
      <body>
        <main>
          <h1>${title}</h1>
          <p>${text}</p>
          <p><a href="${backUrl}" target="_top">Back to the shop</a></p>
        </main>
        ${end}
      </body>
    </html> `;
}

/**
 * Renders the page that customers return to. Its script notifies the widget, or else goes on to `landingUrl`; without
 * JavaScript the page refreshes to `landingUrl`.
 */
export function returnPage({outcome, sessionId, landingUrl, origins, publicPath}: ReturnPage) {
  return backToShopPage({
    ...TEXTS[outcome],
    backUrl: landingUrl,
    publicPath,
    head: html`<noscript><meta http-equiv="refresh" content="2; url=${landingUrl}" /></noscript>`,
    end: html`<script
      src="${publicPath}/return.js"
      data-outcome="${outcome}"
      data-reference="${sessionId ?? ''}"
      data-landing-url="${landingUrl}"
      data-origins="${origins.join(' ')}"
    ></script>`,
  });
}

/** The Content-Security-Policy of the return page. Pages of `origins` may frame it. */
export function returnPolicy(origins: readonly string[]): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${origins.join(' ')}`,
  ].join('; ');
}

export const RETURN_STYLE = `:root {
  color-scheme: light dark;
  font: 1.0625rem/1.5 system-ui, sans-serif;
}
body {
  display: grid;
  min-height: 100vh;
  margin: 0;
  place-items: center;
  background: Canvas;
  color: CanvasText;
}
main {
  max-width: 26rem;
  padding: 2rem 1.5rem;
  text-align: center;
}
h1 {
  margin: 0;
  font-size: 1.5rem;
  text-wrap: balance;
}
a {
  display: inline-block;
  padding: 0.75rem 1.25rem;
  border: 1px solid;
  border-radius: 0.5rem;
  color: inherit;
  text-decoration: none;
}
a:focus-visible {
  outline: 3px solid Highlight;
  outline-offset: 2px;
}
`;
