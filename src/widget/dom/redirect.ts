/** Navigates this tab to the hosted page; the whole tab, even if the page with the widget is in a frame. */
export function redirect(url: string): void {
  // A cross-origin `top` cannot be read, but may be navigated during a user activation.
  (window.top ?? window).location.href = url;
}
