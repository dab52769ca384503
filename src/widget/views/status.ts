import {html, nothing, type TemplateResult} from 'lit';
import type {CheckoutError} from '../../core/error.ts';
import type {ErrorCode} from '../../core/error-codes.ts';
import {type CheckoutSession, isPayable} from '../../core/session.ts';
import {isWatchOnly, type Note, sessionOf, type State} from '../../core/state.ts';
import type {Language} from '../locales/language.ts';
import {buttonView, linkButtonView} from './button.ts';
import {contentOrEmpty} from './empty.ts';
import {messageView} from './message.ts';
import {methodsText} from './methods.ts';
import {paidView} from './paid.ts';
import {payableAmount} from './summary.ts';
import {noteView} from './time-left.ts';

/** Actions of the buttons. */
export interface StatusActions {
  open(): void;
  close(): void;
  retry(): void;
  nudge(): void;
  /** Whether `createSession` can create a new session. */
  canRenew: boolean;
  /** Whether the pay button is disabled. */
  disabled: boolean;
  /** Why the hosted page could not be opened the last time, if reloading the page may help; else null. */
  openError: CheckoutError | null;
  /** Where the pay button leads as a link, in a card that a server renders; null if it is a button. */
  payUrl: string | null;
}

/** Whether the hosted page is open inside the element, without a dialog that has a close button. */
function isInline(state: State): boolean {
  return state.phase === 'presenting' && (state.surface === 'inline' || state.surface === 'qr');
}

/** Errors shown without the title "could not be loaded", because the order itself did load. */
const ERRORS_WITHOUT_TITLE: ReadonlySet<ErrorCode> = new Set(['create_failed', 'order_completed', 'order_changed']);

function failedView({code, retryable}: CheckoutError, {strings}: Language): TemplateResult {
  const text = strings.errors[code] ?? strings.errorFallback;
  const small = retryable ? null : strings.errorCode(code);
  return ERRORS_WITHOUT_TITLE.has(code)
    ? messageView('bad', text, null, small)
    : messageView('bad', strings.failed, text, small);
}

/** The status message; `nothing` if the state needs none. */
export function statusMessageView(
  state: State,
  language: Language,
  canRenew: boolean,
): TemplateResult | typeof nothing {
  const {strings} = language;
  switch (state.phase) {
    case 'idle':
      return nothing;
    case 'presenting':
      return isInline(state) ? nothing : messageView('busy', strings.opening, null);
    case 'loading':
      return messageView('busy', strings.loading, null);
    case 'ready':
      if (!isPayable(state.session) && state.note !== 'changed')
        return messageView('plain', strings.notPayable, strings.notPayableText);
      return state.note ? messageView('plain', ...strings.notes[state.note]) : nothing;
    case 'confirming':
      if (isWatchOnly(state) && state.overdue) {
        return state.session.status === 'open'
          ? messageView('plain', ...strings.notStartedHere)
          : messageView('busy', strings.overdue, strings.confirmingText);
      }
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

/** The label of the pay button, with the amount that the session asks for. */
function payLabel({note}: {note: Note | null}, session: CheckoutSession, language: Language): string {
  const {strings} = language;
  const amount = payableAmount(session, language);
  return note === 'changed' ? strings.payEarlier(amount) : strings.pay(amount);
}

interface StatusButton {
  label: string;
  disabled?: boolean;
  url?: string | null;
  onClick(): void;
}

/** Returns the primary and the secondary button. */
function statusButtons(
  state: State,
  language: Language,
  actions: StatusActions,
): [StatusButton | null, StatusButton | null] {
  const {strings} = language;
  const {open, close, retry, nudge, canRenew, disabled, payUrl} = actions;
  const pay = (label: string): StatusButton => ({label, disabled, url: payUrl, onClick: open});
  const checkAgain: StatusButton = {label: strings.checkAgain, onClick: nudge};
  switch (state.phase) {
    case 'idle':
      return [canRenew ? pay(strings.pay(null)) : null, null];
    case 'loading':
      return [null, null];
    case 'ready':
    case 'presenting': {
      if (isInline(state)) return [null, {label: strings.close, onClick: close}];
      // The button stays under an open dialog, so that the focus can return to it.
      if (state.session && isPayable(state.session)) return [pay(payLabel(state, state.session, language)), null];
      if (state.note === 'changed') return [pay(strings.retry), null];
      return [null, state.phase === 'ready' && state.session.id ? {label: strings.checkAgain, onClick: retry} : null];
    }
    case 'confirming':
      if (isWatchOnly(state)) return [checkAgain, null];
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

/** The error after which only a reload of the page may help; null if there is none. */
function internalErrorOf(state: State, openError: CheckoutError | null): CheckoutError | null {
  if (state.phase === 'failed') return state.error.code === 'internal_error' ? state.error : null;
  return state.phase === 'ready' ? openError : null;
}

/** Buttons after an internal error: a reload of the page, and the hosted page, which works without the widget. */
function internalErrorButtonsView(state: State, {strings}: Language): TemplateResult {
  const session = sessionOf(state);
  const url = session && isPayable(session) ? session.hostedUrl : null;
  return html`${buttonView(strings.reload, 'primary', () => location.reload())}
  ${url ? linkButtonView(url, 'secondary', strings.openPage) : nothing}`;
}

function statusButtonView(button: StatusButton | null, kind: 'primary' | 'secondary'): TemplateResult {
  if (button?.url) return linkButtonView(button.url, kind, button.label, nothing, '_top');
  return contentOrEmpty(button && buttonView(button.label, kind, button.onClick, button.disabled));
}

const PROVIDERS = {monime: 'Monime', paymongo: 'PayMongo'} as const;

/** The notes below the pay button: how one can pay, the provider, and the time left. */
function payableNoteView(state: State, timeLeft: number | null, language: Language): TemplateResult | typeof nothing {
  if (state.phase !== 'ready' || !isPayable(state.session)) return nothing;
  const {strings} = language;
  const {provider, expiresAt, methods} = state.session;
  const methodsNote = methodsText(methods, language);
  return html`<div>
    ${methodsNote ? html`<p class="note" part="note" .textContent=${methodsNote}></p>` : nothing}
    ${contentOrEmpty(noteView(strings.payAt(PROVIDERS[provider]), timeLeft, strings, expiresAt !== null))}
  </div>`;
}

/**
 * The status message, the buttons and the note. The live region is never replaced, so that screen readers announce each
 * change once; nor are the buttons, so that the focus can return to them.
 * @param timeLeft milliseconds until the session expires; null if unknown
 */
export function statusView(
  state: State,
  language: Language,
  timeLeft: number | null,
  actions: StatusActions,
): TemplateResult {
  const error = internalErrorOf(state, actions.openError);
  const [primary, secondary] = statusButtons(state, language, actions);
  // The skeleton already shows that the order is loading; the message is for screen readers only.
  const isVisuallyHidden = state.phase === 'loading' && !state.session;
  const message =
    error && sessionOf(state)
      ? messageView('bad', language.strings.errors.internal_error ?? language.strings.errorFallback, null)
      : statusMessageView(state, language, actions.canRenew);
  const kind = message === nothing ? 'blank' : isVisuallyHidden ? 'unseen' : '';
  return html`<div class="status ${kind}" role="status" tabindex="-1">${contentOrEmpty(message)}</div>
    <div class="actions" part="actions" ?hidden=${!primary && !secondary}>
      ${
        error
          ? internalErrorButtonsView(state, language)
          : html`${statusButtonView(primary, 'primary')}${statusButtonView(secondary, 'secondary')}`
      }
    </div>
    ${payableNoteView(state, timeLeft, language)}`;
}
