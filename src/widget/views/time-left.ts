import {html, nothing, type TemplateResult} from 'lit';
import type {Strings} from '../locales/en.ts';

/** Minutes left at which screen readers announce the time: often enough to act, too seldom to disturb. */
const ANNOUNCED_MINUTES: ReadonlySet<number> = new Set([10, 5, 2, 1, 0]);

/**
 * A note: a text, the time left to pay in whole minutes, or both; `nothing` without any.
 * @param timeLeft milliseconds; null if unknown
 */
export function noteView(text: string, timeLeft: number | null, strings: Strings): TemplateResult | typeof nothing {
  if (timeLeft === null) return text ? html`<p class="note" part="note" .textContent=${text}></p>` : nothing;
  const minutes = Math.floor(timeLeft / 60_000);
  const timeText = strings.timeLeft(minutes);
  const isAnnounced = ANNOUNCED_MINUTES.has(minutes);
  // Hides the visible text from screen readers while the live region has the same text, so that it is read once.
  return html`<p class="note" part="note">
    <span .textContent=${text}></span>
    <span class="time-left" part="time-left" aria-hidden=${isAnnounced} .textContent=${timeText}></span>
    <span class="unseen" role="status" .textContent=${isAnnounced ? timeText : ''}></span>
  </p>`;
}
