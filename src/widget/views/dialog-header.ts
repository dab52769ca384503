import {html, nothing, type TemplateResult} from 'lit';
import {sessionOf, type State} from '../../core/state.ts';
import type {Language} from '../locales/language.ts';
import {payableAmount} from './summary.ts';

/** Where the customer stands: the order has been chosen, it is paid on the hosted page, the provider confirms. */
function stepOf(state: State, isPaying: boolean): number {
  if (state.phase === 'settled' && state.outcome === 'completed') return 3;
  if (isPaying) return 1;
  return state.phase === 'confirming' ? 2 : 1;
}

/** @param isPaying whether nobody has come back yet from the hosted page */
export function stepsView(state: State, {strings}: Language, isPaying: boolean): TemplateResult {
  const current = stepOf(state, isPaying);
  const labels = [strings.stepChoose, strings.stepPay, strings.stepConfirm];
  return html`<ol class="steps" part="steps" aria-label=${strings.steps} role="list">
    ${labels.map(
      (label, index) =>
        html`<li class=${index < current ? 'done' : ''} aria-current=${index === current ? 'step' : nothing}>
          ${label}
        </li>`,
    )}
  </ol>`;
}

/** The bar on top: what is being paid, and the way out. */
export function barView(
  state: State,
  language: Language,
  dismiss: () => void,
  more: TemplateResult | typeof nothing = nothing,
): TemplateResult {
  const session = sessionOf(state);
  const amount = session && payableAmount(session, language);
  return html`<div class="bar">
    <div class="what">
      <h2><bdi>${session?.title ?? session?.description ?? language.strings.order}</bdi></h2>
      ${amount ? html`<bdi class="amount">${amount}</bdi>` : nothing}
    </div>
    ${more}
    <button type="button" part="close-button" class="close" aria-label=${language.strings.close} @click=${dismiss}>
      <svg class="mark" viewBox="0 0 24 24" aria-hidden="true"><path d="M6 6l12 12M18 6L6 18"></path></svg>
    </button>
  </div>`;
}
