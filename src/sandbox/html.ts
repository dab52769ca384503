import {html} from 'hono/html';

/** Escaped HTML. */
export type Html = ReturnType<typeof html>;

/** Print of an amount: `SLE 91.50`, with the code rather than a symbol, the same in every runtime. */
export function printMoney(amount: number, currency: string): string {
  const format = new Intl.NumberFormat('en', {style: 'currency', currency, currencyDisplay: 'code'});
  return format.format(amount / 100).replace(/\u00a0/g, ' ');
}

/** Where a page goes by itself, and after how many milliseconds. */
export interface LookAgain {
  url: string;
  after: number;
}

/** The frame that every page of the sandbox stands in. */
export function document(title: string, main: Html, lookAgain: LookAgain | null = null): Html {
  const seconds = Math.ceil((lookAgain?.after ?? 0) / 1000);
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
          lookAgain &&
          html`<noscript><meta http-equiv="refresh" content="${seconds}; url=${lookAgain.url}" /></noscript>`
        }
      </head>
      <body>
        <header class="banner">
          <p><strong>Sandbox</strong> <span>No money moves</span></p>
        </header>
        <main ${lookAgain && html`data-look-again="${lookAgain.url}" data-after="${lookAgain.after}"`}>${main}</main>
      </body>
    </html>`;
}

/** Headers of every page: nothing inline, nothing from elsewhere. */
export function pageHeaders({framing, coop}: {framing: 'allowed' | 'refused'; coop: boolean}): Record<string, string> {
  const policy = ["default-src 'none'", "style-src 'self'", "script-src 'self'", "img-src 'self'", "base-uri 'none'"];
  // No form-action: the customer goes back to the merchant by a form, who may redirect anywhere.
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
