import {html, nothing, type TemplateResult} from 'lit';
import {sessionOf, type State} from '../../core/state.ts';
import type {Strings} from '../locales/en.ts';
import type {Language} from '../locales/language.ts';
import {buttonView, linkButtonView} from './button.ts';
import {headerView, stepsView} from './dialog-header.ts';
import {codeView, linkView} from './link-and-code.ts';
import {contentOrEmpty} from './empty.ts';
import {messageView} from './message.ts';
import {statusMessageView} from './status.ts';
import type {ExpandablePaymentLink, SurfaceViewParts, SurfaceViewModel} from './surface-model.ts';
import {noteView} from './time-left.ts';

/** Whether the customer is presumably still on the hosted page, where a payment in process may need their input. */
function isOnHostedPage(state: State): boolean {
  return state.phase === 'presenting' || (state.phase === 'confirming' && !state.hint && !state.overdue);
}

function waitingRoomMessage(state: State, language: Language, hasWindow: boolean): TemplateResult | typeof nothing {
  const {strings} = language;
  if (state.phase === 'settled' || (state.phase === 'confirming' && !isOnHostedPage(state))) {
    return statusMessageView(state, language, false);
  }
  if (!sessionOf(state)?.hostedUrl) return messageView('busy', strings.preparing, null);
  return hasWindow
    ? messageView('busy', strings.waitingTitle, strings.waitingText)
    : messageView('plain', strings.blockedTitle, strings.blockedText);
}

/** The waiting room, shown while the customer pays in another window. */
export function waitingRoomView(
  {hasWindow, reopen, paymentLink}: Extract<SurfaceViewParts, {kind: 'room'}>,
  {state, language, url, timeLeft, dismiss, nudge}: SurfaceViewModel,
): TemplateResult {
  const {strings} = language;
  const isOver = state.phase === 'settled';
  const link = isOver ? null : url;
  return html`${headerView(state, language, dismiss)} ${stepsView(state, language, isOnHostedPage(state))}
    <div class="body">
      <div role="status">${contentOrEmpty(waitingRoomMessage(state, language, hasWindow))}</div>
      ${isOver ? nothing : noteView('', timeLeft, strings)}
      <div class="actions">
        ${link ? linkButtonView(link, hasWindow ? 'secondary' : 'primary', hasWindow ? strings.openAgain : strings.openPage, reopen) : nothing}
        ${link ? phoneView(link, paymentLink, strings) : nothing}
        ${state.phase === 'confirming' && state.overdue ? buttonView(strings.checkAgain, 'secondary', nudge) : nothing}
        ${isOver ? buttonView(strings.close, 'secondary', dismiss) : buttonView(strings.keepChecking, 'quiet', dismiss)}
      </div>
    </div>`;
}

/** "Pay on your phone": the QR code on demand, and the link. */
function phoneView(url: string, paymentLink: ExpandablePaymentLink, strings: Strings): TemplateResult {
  const {code} = paymentLink;
  return html`<button
      type="button"
      part="button"
      class="secondary"
      aria-expanded=${code !== null}
      @click=${() => (code ? paymentLink.hideCode() : paymentLink.showCode(url))}
      .textContent=${strings.payOnPhone}
    ></button>
    ${
      code
        ? html`<div class="scan">
            ${codeView(code, strings.code)}
            <p .textContent=${strings.scan}></p>
          </div>`
        : nothing
    }
    ${linkView(url, paymentLink, strings)}`;
}

/** The QR code inside the element, for example on a counter, a poster or an invoice. */
export function qrView(
  {paymentLink}: Extract<SurfaceViewParts, {kind: 'qr'}>,
  {state, language, url, timeLeft}: SurfaceViewModel,
): TemplateResult {
  const {strings} = language;
  return html`<div class="scan">
    ${contentOrEmpty(codeView(paymentLink.code, strings.code))}
    ${isOnHostedPage(state) ? html`<p .textContent=${strings.scan}></p>` : nothing} ${noteView('', timeLeft, strings)}
    ${url ? linkView(url, paymentLink, strings) : nothing}
  </div>`;
}

/** Content above the frame. Always has a link to a window, because a refused frame looks like a working one. */
export function frameView(
  {reopen}: Extract<SurfaceViewParts, {kind: 'frame'}>,
  {state, language, url, timeLeft, dismiss}: SurfaceViewModel,
): TemplateResult {
  const {strings} = language;
  const link = url
    ? html`<a class="window" href=${url} target="_blank" @click=${reopen}>
        <span .textContent=${strings.openInWindow}></span>
        <svg class="mark" viewBox="0 0 24 24" aria-hidden="true">
          <path d="M14 5h5v5M19 5l-8 8M17 14v5H5V7h5"></path>
        </svg>
      </a>`
    : nothing;
  const message = isOnHostedPage(state) ? nothing : waitingRoomMessage(state, language, true);
  const note = state.phase === 'settled' ? nothing : noteView('', timeLeft, strings);
  return html`${headerView(state, language, dismiss, {note, link})} ${stepsView(state, language, isOnHostedPage(state))}
    <div role="status" class="strip" ?hidden=${message === nothing}>${contentOrEmpty(message)}</div>`;
}

/** Placeholder of the frame until the hosted page has loaded. */
export function loadingView({url, language: {strings}}: SurfaceViewModel): TemplateResult {
  return messageView('busy', url ? strings.opening : strings.preparing, null);
}
