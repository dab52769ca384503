import {html, nothing, type TemplateResult} from 'lit';
import type {CheckoutSession} from '../core/session.ts';
import {sessionOf, type State} from '../core/state.ts';
import type {Strings} from '../locales/en.ts';
import {codeView, linkView} from './hand-over.ts';
import {messageView} from './status.ts';
import type {Parts, RoomHandOver, SurfaceViewModel} from './surface.ts';
import {type Language, payableAmount} from './summary.ts';

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

function timeLeftView(timeLeft: number | null, {strings}: Language): TemplateResult | typeof nothing {
  return timeLeft ? html`<p class="time-left">${strings.timeLeft(Math.floor(timeLeft / 60_000))}</p>` : nothing;
}

/** The waiting room: what stands before the widget's page while the customer pays in another window. */
export function roomView(
  {hasWindow, reopen, handOver}: Extract<Parts, {kind: 'room'}>,
  {state, language, url, timeLeft, dismiss, nudge}: SurfaceViewModel,
): TemplateResult {
  const {strings} = language;
  return html`${barView(state, language, dismiss, nothing)}
    <div class="body">
      <div role="status">${roomMessage(state, language, hasWindow)}</div>
      ${timeLeftView(timeLeft, language)}
      <div class="actions">
        ${url ? linkButton(url, hasWindow ? 'secondary' : 'primary', hasWindow ? strings.openAgain : strings.openPage, reopen) : nothing}
        ${url ? phoneView(url, handOver, strings) : nothing}
        ${state.phase === 'confirming' && state.overdue ? button(strings.checkAgain, 'secondary', nudge) : nothing}
        ${button(strings.keepChecking, 'quiet', dismiss)}
      </div>
    </div>`;
}

function button(label: string, kind: 'secondary' | 'quiet', onClick: () => void): TemplateResult {
  return html`<button type="button" part="button" class=${kind} @click=${onClick}>${label}</button>`;
}

function linkButton(
  url: string,
  kind: 'primary' | 'secondary',
  label: string,
  onClick: (event: Event) => void,
): TemplateResult {
  return html`<a class="button ${kind}" part="button" href=${url} target="_blank" @click=${onClick}>${label}</a>`;
}

/** "Pay on your phone": the code and the link, on demand. */
function phoneView(url: string, handOver: RoomHandOver, strings: Strings): TemplateResult {
  const {code} = handOver;
  return html`<button
      type="button"
      part="button"
      class="secondary"
      aria-expanded=${code !== null}
      @click=${() => (code ? handOver.hideCode() : handOver.showCode(url))}
    >
      ${strings.payOnPhone}
    </button>
    ${
      code
        ? html`<div class="scan">
            ${codeView(code, strings.code)}
            <p>${strings.scan}</p>
          </div>`
        : nothing
    }
    ${linkView(url, handOver, strings)}`;
}

/** The hosted page as a code, in place: a counter, a poster, an invoice. */
export function codeRoomView(
  {handOver}: Extract<Parts, {kind: 'qr'}>,
  {state, language, url, timeLeft}: SurfaceViewModel,
): TemplateResult {
  const {strings} = language;
  const waiting = state.phase === 'presenting' || (state.phase === 'confirming' && !state.hint);
  return html`<div class="scan">
    ${codeView(handOver.code, strings.code)} ${waiting ? html`<p>${strings.scan}</p>` : nothing}
    ${timeLeftView(timeLeft, language)} ${url ? linkView(url, handOver, strings) : nothing}
  </div>`;
}

/** The hosted page in a frame. A refused frame cannot be told from a working one: the way out is always there. */
export function frameView(
  {frame, reopen}: Extract<Parts, {kind: 'frame'}>,
  {state, language, url, dismiss}: SurfaceViewModel,
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
