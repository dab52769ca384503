import {html, nothing, type TemplateResult} from 'lit';
import type {CheckoutSession} from '../core/session.ts';
import {sessionOf, type State} from '../core/state.ts';
import {messageView} from './status.ts';
import {type Language, payableAmount} from './summary.ts';

/** What a customer can do in a dialog. */
export interface RoomActions {
  reopen(event: Event): void;
  dismiss(): void;
  nudge(): void;
}

function titleOf(session: CheckoutSession | null, {strings}: Language): string {
  return session?.title ?? session?.description ?? strings.order;
}

/** The bar on top: what is being paid, and the way out. */
function barView(
  state: State,
  language: Language,
  dismiss: () => void,
  more: TemplateResult | typeof nothing,
): TemplateResult {
  const session = sessionOf(state);
  const amount = session && payableAmount(session, language);
  return html`<header class="bar">
    <div class="what">
      <h2>${titleOf(session, language)}</h2>
      ${amount ? html`<p class="amount">${amount}</p>` : nothing}
    </div>
    ${more}
    <button type="button" part="close-button" class="close" aria-label=${language.strings.close} @click=${dismiss}>
      <span aria-hidden="true">✕</span>
    </button>
  </header>`;
}

function roomMessage(state: State, {strings}: Language, hasWindow: boolean): TemplateResult {
  // While nobody has come back, what the provider processes may wait for the customer on its own page.
  if (state.phase === 'confirming' && (state.hint || state.overdue)) {
    return state.overdue
      ? messageView('busy', strings.overdue, strings.overdueText)
      : messageView('busy', strings.confirming, strings.confirmingText);
  }
  if (state.phase === 'settled' && state.outcome === 'expired') {
    return messageView('bad', strings.expired, strings.expiredText);
  }
  if (!sessionOf(state)) return messageView('busy', strings.preparing, null);
  return hasWindow
    ? messageView('busy', strings.waitingTitle, strings.waitingText)
    : messageView('plain', strings.blockedTitle, strings.blockedText);
}

/** The waiting room: what stands before the widget's page while the customer pays in another window. */
export function roomView(
  state: State,
  language: Language,
  {url, hasWindow, reopen, dismiss, nudge}: RoomActions & {url: string | null; hasWindow: boolean},
): TemplateResult {
  const {strings} = language;
  return html`${barView(state, language, dismiss, nothing)}
    <div class="body">
      <div role="status">${roomMessage(state, language, hasWindow)}</div>
      <div class="actions">
        ${
          url
            ? html`<a
                class="button ${hasWindow ? 'secondary' : 'primary'}"
                part="button"
                href=${url}
                target="_blank"
                @click=${reopen}
              >
                ${hasWindow ? strings.openAgain : strings.openPage}
              </a>`
            : nothing
        }
        ${
          state.phase === 'confirming' && state.overdue
            ? html`<button type="button" part="button" class="secondary" @click=${nudge}>${strings.checkAgain}</button>`
            : nothing
        }
        <button type="button" part="button" class="quiet" @click=${dismiss}>${strings.keepChecking}</button>
      </div>
    </div>`;
}

/** The hosted page in a frame. A refused frame cannot be told from a working one: the way out is always there. */
export function frameView(
  state: State,
  language: Language,
  {url, frame, reopen, dismiss}: Omit<RoomActions, 'nudge'> & {url: string | null; frame: HTMLIFrameElement | null},
): TemplateResult {
  const {strings} = language;
  const confirming = state.phase === 'confirming' && (state.hint !== null || state.overdue);
  const link = url
    ? html`<a class="window" href=${url} target="_blank" @click=${reopen}>${strings.openInWindow}</a>`
    : nothing;
  return html`${barView(state, language, dismiss, link)}
    <div role="status" class="strip">${confirming ? roomMessage(state, language, true) : nothing}</div>
    <div class="frame">
      <p class="loading" aria-hidden="true">${url ? strings.opening : strings.preparing}</p>
      ${frame}
    </div>`;
}
