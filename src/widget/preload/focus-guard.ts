/** Maximum time between an element losing the focus and a frame taking it from the element. */
const FOCUS_MOVE_MAX_MS = 10;

/**
 * Restores the focus if a hidden frame takes it, which Chromium allows: keystrokes would go to the frame.
 * @param onFocusTaken called if the frame took the focus; it should not be trusted any more
 */
export function guardFocus(frame: HTMLIFrameElement, onFocusTaken: () => void, signal: AbortSignal): void {
  let lastFocusOut: {target: EventTarget | undefined; at: number} | null = null;
  document.addEventListener(
    'focusout',
    (event) => void (lastFocusOut = {target: event.composedPath()[0], at: event.timeStamp}),
    {signal, capture: true},
  );
  addEventListener(
    'blur',
    ({timeStamp}) => {
      const root = frame.getRootNode();
      if (!(root instanceof ShadowRoot) || root.activeElement !== frame) return;
      const target = lastFocusOut && timeStamp - lastFocusOut.at < FOCUS_MOVE_MAX_MS ? lastFocusOut.target : null;
      // In a task of its own, because during the event the frame still receives the keystrokes.
      setTimeout(() => {
        onFocusTaken();
        if (target instanceof HTMLElement) target.focus({preventScroll: true});
      });
    },
    {signal},
  );
}
