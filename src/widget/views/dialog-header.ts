import {html, nothing, type TemplateResult} from 'lit';
import {sessionOf, type State} from '../../core/state.ts';
import type {Language} from '../locales/language.ts';
import {payableAmount} from './summary.ts';

/** Returns the index of the current step: chosen (0), paying (1), confirming (2), or 3 once all are done. */
function currentStep(state: State, isOnHostedPage: boolean): number {
  if (state.phase === 'settled' && state.outcome === 'completed') return 3;
  if (isOnHostedPage) return 1;
  return state.phase === 'confirming' ? 2 : 1;
}

/** @param isOnHostedPage whether the customer has not returned from the hosted page yet */
export function stepsView(state: State, {strings}: Language, isOnHostedPage: boolean): TemplateResult {
  const current = currentStep(state, isOnHostedPage);
  const labels = [strings.stepChoose, strings.stepPay, strings.stepConfirm];
  return html`<ol class="steps" part="steps" aria-label=${strings.steps} role="list">
    ${labels.map(
      (label, index) =>
        html`<li
          class=${index < current ? 'done' : ''}
          aria-current=${index === current ? 'step' : nothing}
          .textContent=${label}
        ></li>`,
    )}
  </ol>`;
}

/** What the header of a dialog with a frame has as well. */
interface HeaderExtras {
  /** The time left. */
  note: TemplateResult | typeof nothing;
  /** Link to a window. */
  link: TemplateResult | typeof nothing;
}

/** Header of the dialog: the title, the amount and the close button. */
export function headerView(
  state: State,
  language: Language,
  dismiss: () => void,
  {note, link}: HeaderExtras = {note: nothing, link: nothing},
): TemplateResult {
  const session = sessionOf(state);
  const amount = session && payableAmount(session, language);
  return html`<div class="bar">
    <div class="what">
      <h2><bdi .textContent=${session?.title ?? session?.description ?? language.strings.order}></bdi></h2>
      ${amount ? html`<bdi class="amount" .textContent=${amount}></bdi>` : nothing} ${note}
    </div>
    ${link}
    <button type="button" part="close-button" class="close" aria-label=${language.strings.close} @click=${dismiss}>
      <svg class="mark" viewBox="0 0 24 24" aria-hidden="true"><path d="M6 6l12 12M18 6L6 18"></path></svg>
    </button>
  </div>`;
}
