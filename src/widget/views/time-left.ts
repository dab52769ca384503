import {html, nothing, type TemplateResult} from 'lit';
import type {Strings} from '../locales/en.ts';

/** Minutes left at which screen readers announce the time: often enough to act, too seldom to disturb. */
const ANNOUNCED_MINUTES: ReadonlySet<number> = new Set([10, 5, 2, 1, 0]);

/**
 * The time left to pay, in whole minutes.
 * @param timeLeft milliseconds; null if unknown
 */
export function timeLeftView(timeLeft: number | null, strings: Strings): TemplateResult | typeof nothing {
  if (timeLeft === null) return nothing;
  const minutes = Math.floor(timeLeft / 60_000);
  const text = strings.timeLeft(minutes);
  const isAnnounced = ANNOUNCED_MINUTES.has(minutes);
  // Hides the visible text from screen readers while the live region has the same text, so that it is read once.
  return html`<span class="time-left" part="time-left" aria-hidden=${isAnnounced}>${text}</span>
    <span class="unseen" role="status">${isAnnounced ? text : nothing}</span>`;
}

/** The time left, as a separate line. */
export function timeLeftNote(timeLeft: number | null, strings: Strings): TemplateResult | typeof nothing {
  return timeLeft === null ? nothing : html`<p class="note" part="note">${timeLeftView(timeLeft, strings)}</p>`;
}
