/**
 * Key in `sessionStorage` of the windows that a widget has opened. It is there even if a `Cross-Origin-Opener-Policy` has
 * severed `window.opener`.
 */
export const WINDOW_MARK = 'monime-checkout-window';
