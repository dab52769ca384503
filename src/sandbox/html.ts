import {html} from 'hono/html';

/** Escaped HTML. */
export type Html = ReturnType<typeof html>;

/**
 * Formats an amount in minor units, such as `SLE 91.50`. Uses the currency code instead of a symbol, because symbols
 * differ between runtimes.
 */
export function printMoney(amount: number, currency: string): string {
  const format = new Intl.NumberFormat('en', {style: 'currency', currency, currencyDisplay: 'code'});
  return format.format(amount / 100).replace(/\u00a0/g, ' ');
}

/** A navigation that a page makes without user interaction. */
export interface AutoRefresh {
  url: string;
  delayMs: number;
}

/** Wraps content in the HTML document that all pages of the sandbox share. */
export function htmlDocument(title: string, main: Html, autoRefresh: AutoRefresh | null = null): Html {
  const seconds = Math.ceil((autoRefresh?.delayMs ?? 0) / 1000);
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title} · Sandbox</title>
        <link rel="stylesheet" href="/assets/sandbox.css" />
        <script src="/assets/sandbox.js" defer></script>
        ${
          autoRefresh &&
          html`<noscript><meta http-equiv="refresh" content="${seconds}; url=${autoRefresh.url}" /></noscript>`
        }
      </head>
      <body>
        <header class="banner">
          <p><strong>Sandbox</strong> <span>No money moves</span></p>
        </header>
        <main ${autoRefresh && html`data-refresh-url="${autoRefresh.url}" data-refresh-delay="${autoRefresh.delayMs}"`}>
          ${main}
        </main>
      </body>
    </html>`;
}

/** Returns the headers of a page. The policy allows same-origin resources only, and nothing inline. */
export function pageHeaders({framing, coop}: {framing: 'allowed' | 'refused'; coop: boolean}): Record<string, string> {
  const policy = ["default-src 'none'", "style-src 'self'", "script-src 'self'", "img-src 'self'", "base-uri 'none'"];
  // No form-action directive: the return to the merchant may be a form post, and the merchant may redirect to any
  // origin.
  if (framing === 'refused') policy.push("frame-ancestors 'none'");
  return {
    'Content-Security-Policy': policy.join('; '),
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'strict-origin-when-cross-origin',
    'Cache-Control': 'no-store',
    ...(framing === 'refused' && {'X-Frame-Options': 'DENY'}),
    ...(coop && {'Cross-Origin-Opener-Policy': 'same-origin'}),
  };
}
