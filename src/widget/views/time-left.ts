import {html, nothing, type TemplateResult} from 'lit';
import type {Strings} from '../locales/en.ts';

/** Minutes left at which screen readers announce the time: often enough to act, too seldom to disturb. */
const ANNOUNCED_MINUTES: ReadonlySet<number> = new Set([10, 5, 2, 1, 0]);

/** Minutes whose text takes the place of a time left that is not known yet. */
const TYPICAL_MINUTES = 59;

/**
 * A note: a text, the time left to pay in whole minutes, or both; `nothing` without any.
 * @param timeLeft milliseconds; null if unknown
 * @param isTimed whether the time left may become known: its place is then kept
 */
export function noteView(
  text: string,
  timeLeft: number | null,
  strings: Strings,
  isTimed = false,
): TemplateResult | typeof nothing {
  if (timeLeft === null && !isTimed)
    return text ? html`<p class="note" part="note" .textContent=${text}></p>` : nothing;
  const minutes = timeLeft === null ? TYPICAL_MINUTES : Math.floor(timeLeft / 60_000);
  const timeText = strings.timeLeft(minutes);
  const isAnnounced = timeLeft !== null && ANNOUNCED_MINUTES.has(minutes);
  // Hides the visible text from screen readers while the live region has the same text, so that it is read once.
  return html`<p class="note" part="note">
    <span .textContent=${text}></span>
    <span
      class="time-left ${timeLeft === null ? 'unknown' : ''}"
      part="time-left"
      aria-hidden=${isAnnounced || timeLeft === null}
      .textContent=${timeText}
    ></span>
    <span class="unseen" role="status" .textContent=${isAnnounced ? timeText : ''}></span>
  </p>`;
}
