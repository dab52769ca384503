/** Sends this tab to the hosted page: the whole tab, also where the widget's page is in a frame itself. */
export function redirect(url: string): void {
  // `top` of another site may be navigated inside a click, though not read.
  (window.top ?? window).location.href = url;
}
