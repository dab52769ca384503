import {html, nothing, type TemplateResult} from 'lit';
import type {Strings} from '../locales/en.ts';

/** Minutes at which the time that is left is spoken: often enough to act, too seldom to disturb. */
const SPOKEN: ReadonlySet<number> = new Set([10, 5, 2, 1, 0]);

/**
 * The time that is left to pay, in whole minutes.
 * @param timeLeft milliseconds; null where it is not known
 */
export function timeLeftView(timeLeft: number | null, strings: Strings): TemplateResult | typeof nothing {
  if (timeLeft === null) return nothing;
  const minutes = Math.floor(timeLeft / 60_000);
  const text = strings.timeLeft(minutes);
  const isSpoken = SPOKEN.has(minutes);
  // Who reads on from the live region does not meet the same text again.
  return html`<span class="time-left" part="time-left" aria-hidden=${isSpoken}>${text}</span>
    <span class="unseen" role="status">${isSpoken ? text : nothing}</span>`;
}

/** The time that is left, as a line of its own. */
export function timeLeftNote(timeLeft: number | null, strings: Strings): TemplateResult | typeof nothing {
  return timeLeft === null ? nothing : html`<p class="note" part="note">${timeLeftView(timeLeft, strings)}</p>`;
}
