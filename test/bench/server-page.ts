/** Lets the widget's poller run here: its page is visible, online, and never hears of anything but its own reads. */
export function pretendPage(): void {
  const listeners = {addEventListener: () => undefined};
  const page = {...listeners, navigator: {onLine: true}, document: {...listeners, visibilityState: 'visible'}};
  for (const [name, value] of Object.entries(page)) Object.defineProperty(globalThis, name, {value});
}
