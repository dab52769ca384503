/**
 * Navigates this tab to the hosted page; the whole tab, even if the page with the widget is in a frame.
 * @returns false if the browser refuses, because the frame is sandboxed, or has another origin and no user activation
 */
export function redirect(url: string): boolean {
  try {
    // A cross-origin `top` cannot be read, but may be navigated during a user activation.
    (window.top ?? window).location.href = url;
    return true;
  } catch {
    return false;
  }
}
