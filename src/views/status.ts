import {html, nothing, type TemplateResult} from 'lit';
import type {CheckoutError} from '../core/error.ts';
import {isPayable} from '../core/session.ts';
import type {State} from '../core/state.ts';
import {type Language, payableAmount} from './summary.ts';

/** What a customer can do next. */
export interface StatusActions {
  open(): void;
  close(): void;
  retry(): void;
  nudge(): void;
  /** Whether `createSession` can make a new session. */
  canRenew: boolean;
  disabled: boolean;
}

export type Tone = 'plain' | 'busy' | 'good' | 'bad';

/** A short text with a tone: one live region speaks it. */
export function messageView(tone: Tone, title: string, text: string | null): TemplateResult {
  return html`<div class="message" part="message" data-tone=${tone}>
    <span class="mark" aria-hidden="true"></span>
    <div>
      <strong>${title}</strong>
      ${text ? html`<p>${text}</p>` : nothing}
    </div>
  </div>`;
}

export function errorText(error: CheckoutError, {strings}: Language): string {
  return strings.errors[error.code] ?? strings.errorFallback;
}

function messageOf(state: State, language: Language): TemplateResult | typeof nothing {
  const {strings} = language;
  switch (state.phase) {
    case 'idle':
      return nothing;
    case 'presenting':
      return state.surface === 'inline' || state.surface === 'qr'
        ? nothing
        : messageView('busy', strings.opening, null);
    case 'loading':
      return messageView('busy', strings.loading, null);
    case 'ready':
      if (!isPayable(state.session)) return messageView('plain', strings.notPayable, strings.notPayableText);
      return state.note ? messageView('plain', ...strings.notes[state.note]) : nothing;
    case 'confirming':
      return state.overdue
        ? messageView('busy', strings.overdue, strings.overdueText)
        : messageView('busy', strings.confirming, strings.confirmingText);
    case 'settled': {
      if (state.outcome === 'expired') return messageView('bad', strings.expired, strings.expiredText);
      if (state.outcome === 'cancelled') return messageView('plain', strings.cancelled, strings.cancelledText);
      const number = state.session.orderNumber;
      return messageView('good', strings.paid, number ? `${strings.orderNumber} ${number}` : strings.paidText);
    }
    case 'failed':
      return messageView('bad', strings.failed, errorText(state.error, language));
  }
}

interface Step {
  label: string;
  disabled: boolean;
  onClick(): void;
}

/** What to do next, and what else can be done. */
function stepsOf(state: State, language: Language, actions: StatusActions): [Step | null, Step | null] {
  const {strings} = language;
  const {open, close, retry, nudge, canRenew, disabled} = actions;
  const pay = (label: string): Step => ({label, disabled, onClick: open});
  switch (state.phase) {
    case 'idle':
      return [canRenew ? pay(strings.pay(null)) : null, null];
    case 'loading':
      return [null, null];
    case 'ready':
    case 'presenting': {
      // In place there is no dialog with a way out of its own.
      const inPlace = state.phase === 'presenting' && (state.surface === 'inline' || state.surface === 'qr');
      if (inPlace) return [null, {label: strings.close, disabled: false, onClick: close}];
      // Under a dialog the button stays, for the focus to come back to.
      const payable = state.session && isPayable(state.session) ? state.session : null;
      return [payable && pay(strings.pay(payableAmount(payable, language))), null];
    }
    case 'confirming':
      if (state.surface) return [null, null];
      return [{label: strings.checkAgain, disabled: false, onClick: nudge}, pay(strings.openAgain)];
    case 'settled':
      return [state.outcome !== 'completed' && canRenew ? pay(strings.payAgain) : null, null];
    case 'failed':
      return [{label: strings.retry, disabled: false, onClick: retry}, null];
  }
}

function button(step: Step | null, kind: 'primary' | 'secondary'): TemplateResult | typeof nothing {
  return step
    ? html`<button type="button" part="button" class=${kind} ?disabled=${step.disabled} @click=${step.onClick}>
        ${step.label}
      </button>`
    : nothing;
}

/**
 * What is going on and what to do next. The live region stays in place, so that each change is spoken once; the
 * button stays as well, so that the focus has where to come back to.
 */
export function statusView(state: State, language: Language, actions: StatusActions): TemplateResult {
  const [next, other] = stepsOf(state, language, actions);
  return html`<div class="status" role="status" tabindex="-1">${messageOf(state, language)}</div>
    <div class="actions" part="actions" ?hidden=${!next && !other}>
      ${button(next, 'primary')}${button(other, 'secondary')}
    </div>`;
}
