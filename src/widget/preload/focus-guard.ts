/** Milliseconds within which what lost the focus lost it to the frame. */
const AT_ONCE = 10;

/**
 * Gives the focus back where a frame that nobody sees takes it: Chromium lets it. What is typed would go there.
 * @param onTaken the frame is not to be trusted
 */
export function guardFocus(frame: HTMLIFrameElement, onTaken: () => void, signal: AbortSignal): void {
  let lost: {target: EventTarget | undefined; at: number} | null = null;
  document.addEventListener(
    'focusout',
    (event) => void (lost = {target: event.composedPath()[0], at: event.timeStamp}),
    {signal, capture: true},
  );
  addEventListener(
    'blur',
    ({timeStamp}) => {
      const root = frame.getRootNode();
      if (!(root instanceof ShadowRoot) || root.activeElement !== frame) return;
      const target = lost && timeStamp - lost.at < AT_ONCE ? lost.target : null;
      // In the event itself the frame still gets the keys.
      setTimeout(() => {
        onTaken();
        if (target instanceof HTMLElement) target.focus({preventScroll: true});
      });
    },
    {signal},
  );
}
