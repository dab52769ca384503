import {html, nothing, type TemplateResult} from 'lit';
import type {CheckoutError} from '../../core/error.ts';
import type {ErrorCode} from '../../core/error-codes.ts';
import {isPayable} from '../../core/session.ts';
import type {State} from '../../core/state.ts';
import type {Language} from '../locales/language.ts';
import {messageView} from './message.ts';
import {paidView} from './paid.ts';
import {payableAmount} from './summary.ts';
import {timeLeftView} from './time-left.ts';

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

/** In place there is no dialog with a way out of its own. */
function inPlace(state: State): boolean {
  return state.phase === 'presenting' && (state.surface === 'inline' || state.surface === 'qr');
}

/** Not the order is what could not be had: the text says it all. */
const WITHOUT_TITLE: ReadonlySet<ErrorCode> = new Set(['create_failed', 'order_completed']);

function failedView({code, retryable}: CheckoutError, {strings}: Language): TemplateResult {
  const text = strings.errors[code] ?? strings.errorFallback;
  const small = retryable ? null : strings.errorCode(code);
  return WITHOUT_TITLE.has(code)
    ? messageView('bad', text, null, small)
    : messageView('bad', strings.failed, text, small);
}

/** What is going on, where there is something to say. */
export function messageOf(state: State, language: Language, canRenew: boolean): TemplateResult | typeof nothing {
  const {strings} = language;
  switch (state.phase) {
    case 'idle':
      return nothing;
    case 'presenting':
      return inPlace(state) ? nothing : messageView('busy', strings.opening, null);
    case 'loading':
      return messageView('busy', strings.loading, null);
    case 'ready':
      if (!isPayable(state.session)) return messageView('plain', strings.notPayable, strings.notPayableText);
      return state.note ? messageView('plain', ...strings.notes[state.note]) : nothing;
    case 'confirming':
      return state.overdue
        ? messageView('busy', strings.overdue, strings.overdueText)
        : messageView('busy', strings.confirming, strings.confirmingText);
    case 'settled':
      if (state.outcome === 'completed') return paidView(state.session, language);
      return state.outcome === 'expired'
        ? messageView('late', strings.expired, canRenew ? strings.renewText : strings.expiredText)
        : messageView('plain', strings.cancelled, canRenew ? strings.renewText : strings.cancelledText);
    case 'failed':
      return failedView(state.error, language);
  }
}

interface Step {
  label: string;
  disabled?: boolean;
  onClick(): void;
}

/** What to do next, and what else can be done. */
function stepsOf(state: State, language: Language, actions: StatusActions): [Step | null, Step | null] {
  const {strings} = language;
  const {open, close, retry, nudge, canRenew, disabled} = actions;
  const pay = (label: string): Step => ({label, disabled, onClick: open});
  const checkAgain: Step = {label: strings.checkAgain, onClick: nudge};
  switch (state.phase) {
    case 'idle':
      return [canRenew ? pay(strings.pay(null)) : null, null];
    case 'loading':
      return [null, null];
    case 'ready':
    case 'presenting': {
      if (inPlace(state)) return [null, {label: strings.close, onClick: close}];
      // Under a dialog the button stays, for the focus to come back to.
      if (state.session && isPayable(state.session))
        return [pay(strings.pay(payableAmount(state.session, language))), null];
      return [null, state.phase === 'ready' && state.session.id ? {label: strings.checkAgain, onClick: retry} : null];
    }
    case 'confirming':
      return state.surface ? [null, null] : [checkAgain, pay(strings.openAgain)];
    case 'settled':
      if (state.outcome === 'completed') return [null, null];
      return canRenew ? [pay(strings.payAgain), null] : [null, checkAgain];
    case 'failed':
      return state.error.retryable
        ? [{label: strings.retry, onClick: retry}, null]
        : [null, {label: strings.retry, onClick: retry}];
  }
}

function button(step: Step | null, kind: 'primary' | 'secondary'): TemplateResult | typeof nothing {
  return step
    ? html`<button type="button" part="button" class=${kind} ?disabled=${step.disabled ?? false} @click=${step.onClick}>
        ${step.label}
      </button>`
    : nothing;
}

const PROVIDERS = {monime: 'Monime', paymongo: 'PayMongo'} as const;

/** Where the customer will pay, and how long that is possible. */
function noteView(state: State, timeLeft: number | null, {strings}: Language): TemplateResult | typeof nothing {
  if (state.phase !== 'ready' || !isPayable(state.session)) return nothing;
  return html`<p class="note" part="note">
    ${strings.payAt(PROVIDERS[state.session.provider])} ${timeLeftView(timeLeft, strings)}
  </p>`;
}

/**
 * What is going on and what to do next. The live region stays in place, so that each change is spoken once; the
 * button stays as well, so that the focus has where to come back to.
 * @param timeLeft milliseconds to pay in; null where it is not known
 */
export function statusView(
  state: State,
  language: Language,
  timeLeft: number | null,
  actions: StatusActions,
): TemplateResult {
  const [next, other] = stepsOf(state, language, actions);
  // The skeleton shows that the order is loading; who cannot see it hears it.
  const unseen = state.phase === 'loading' && !state.session;
  const message = messageOf(state, language, actions.canRenew);
  // Without white space it is `:empty` where it says nothing.
  return html`<div class="status ${unseen ? 'unseen' : ''}" role="status" tabindex="-1">${message}</div>
    <div class="actions" part="actions" ?hidden=${!next && !other}>
      ${button(next, 'primary')}${button(other, 'secondary')}
    </div>
    ${noteView(state, timeLeft, language)}`;
}
