/**
 * Script of the hosted pages. Clicks the return link or button after one second, unless the customer arrived by the
 * browser's Back or Forward button; reloads pages that wait for a payment or an expiry. Optional: without it, customers
 * click, and a `<noscript>` meta refresh reloads.
 */
export const script = `'use strict';
const returnControl = document.querySelector('[data-return]');
const isHistoryNavigation = performance.getEntriesByType('navigation')[0]?.type === 'back_forward';
if (returnControl && !isHistoryNavigation) {
  const timer = setTimeout(() => returnControl.click(), 1000);
  returnControl.addEventListener('click', () => clearTimeout(timer));
}
const refresh = document.querySelector('[data-refresh-url]');
if (refresh) setTimeout(() => location.replace(refresh.dataset.refreshUrl), Number(refresh.dataset.refreshDelay));
`;

/** A picture that resembles a QR code but cannot be scanned, labelled FAKE. */
export const qrPicture = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 29 29" shape-rendering="crispEdges">
<rect width="29" height="29" fill="#fff"/>
<path fill="#9aa3ad" d="M4 4h7v7H4zM18 4h7v7h-7zM4 18h7v7H4z"/>
<path fill="#fff" d="M5 5h5v5H5zM19 5h5v5h-5zM5 19h5v5H5z"/>
<path fill="#9aa3ad" d="M6 6h3v3H6zM20 6h3v3h-3zM6 20h3v3H6zM13 4h2v1h-2zM14 6h3v1h-3zM12 8h2v2h-2zM15 9h2v1h-2z"/>
<path fill="#9aa3ad" d="M4 12h2v2H4zM7 13h3v1H7zM19 12h3v2h-3zM23 13h2v2h-2zM4 16h3v1H4zM13 19h2v3h-2zM16 18h2v2h-2z"/>
<path fill="#9aa3ad" d="M19 17h2v1h-2zM22 17h3v2h-3zM19 20h3v2h-3zM23 21h2v3h-2zM13 23h4v2h-4zM18 24h4v1h-4z"/>
<rect x="1" y="11.5" width="27" height="6" fill="#b3261e"/>
<text x="14.5" y="16.2" fill="#fff" font-family="sans-serif" font-size="5" font-weight="700" text-anchor="middle" textLength="15">FAKE</text>
</svg>
`;
