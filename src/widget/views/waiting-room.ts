import {html, nothing, type TemplateResult} from 'lit';
import {sessionOf, type State} from '../../core/state.ts';
import type {Strings} from '../locales/en.ts';
import type {Language} from '../locales/language.ts';
import {barView, stepsView} from './dialog-header.ts';
import {codeView, linkView} from './link-and-code.ts';
import {messageView} from './message.ts';
import {messageOf} from './status.ts';
import type {ExpandablePaymentLink, SurfaceViewParts, SurfaceViewModel} from './surface-model.ts';
import {timeLeftNote} from './time-left.ts';

/** Whether the customer is still expected on the hosted page: what it processes may wait for them there. */
function isOnHostedPage(state: State): boolean {
  return state.phase === 'presenting' || (state.phase === 'confirming' && !state.hint && !state.overdue);
}

function roomMessage(state: State, language: Language, hasWindow: boolean): TemplateResult | typeof nothing {
  const {strings} = language;
  if (state.phase === 'settled' || (state.phase === 'confirming' && !isOnHostedPage(state))) {
    return messageOf(state, language, false);
  }
  if (!sessionOf(state)?.hostedUrl) return messageView('busy', strings.preparing, null);
  return hasWindow
    ? messageView('busy', strings.waitingTitle, strings.waitingText)
    : messageView('plain', strings.blockedTitle, strings.blockedText);
}

/** The waiting room: what stands before the widget's page while the customer pays in another window. */
export function roomView(
  {hasWindow, reopen, paymentLink}: Extract<SurfaceViewParts, {kind: 'room'}>,
  {state, language, url, timeLeft, dismiss, nudge}: SurfaceViewModel,
): TemplateResult {
  const {strings} = language;
  const isOver = state.phase === 'settled';
  const link = isOver ? null : url;
  return html`${barView(state, language, dismiss)} ${stepsView(state, language, isOnHostedPage(state))}
    <div class="body">
      <div role="status">${roomMessage(state, language, hasWindow)}</div>
      ${isOver ? nothing : timeLeftNote(timeLeft, strings)}
      <div class="actions">
        ${link ? linkButton(link, hasWindow ? 'secondary' : 'primary', hasWindow ? strings.openAgain : strings.openPage, reopen) : nothing}
        ${link ? phoneView(link, paymentLink, strings) : nothing}
        ${state.phase === 'confirming' && state.overdue ? button(strings.checkAgain, 'secondary', nudge) : nothing}
        ${isOver ? button(strings.close, 'secondary', dismiss) : button(strings.keepChecking, 'quiet', dismiss)}
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
function phoneView(url: string, paymentLink: ExpandablePaymentLink, strings: Strings): TemplateResult {
  const {code} = paymentLink;
  return html`<button
      type="button"
      part="button"
      class="secondary"
      aria-expanded=${code !== null}
      @click=${() => (code ? paymentLink.hideCode() : paymentLink.showCode(url))}
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
    ${linkView(url, paymentLink, strings)}`;
}

/** The hosted page as a code, in place: a counter, a poster, an invoice. */
export function codeRoomView(
  {paymentLink}: Extract<SurfaceViewParts, {kind: 'qr'}>,
  {state, language, url, timeLeft}: SurfaceViewModel,
): TemplateResult {
  const {strings} = language;
  return html`<div class="scan">
    ${codeView(paymentLink.code, strings.code)} ${isOnHostedPage(state) ? html`<p>${strings.scan}</p>` : nothing}
    ${timeLeftNote(timeLeft, strings)} ${url ? linkView(url, paymentLink, strings) : nothing}
  </div>`;
}

/** What stands above the frame. A refused one cannot be told from a working one: the way out is always there. */
export function frameView(
  {reopen}: Extract<SurfaceViewParts, {kind: 'frame'}>,
  {state, language, url, timeLeft, dismiss}: SurfaceViewModel,
): TemplateResult {
  const {strings} = language;
  const link = url
    ? html`<a class="window" href=${url} target="_blank" @click=${reopen}>${strings.openInWindow}</a>`
    : nothing;
  return html`${barView(state, language, dismiss, link)} ${stepsView(state, language, isOnHostedPage(state))}
    <div role="status" class="strip">${isOnHostedPage(state) ? nothing : roomMessage(state, language, true)}</div>
    ${state.phase === 'settled' ? nothing : timeLeftNote(timeLeft, strings)}`;
}

/** What stands in the frame's place until the hosted page has come. */
export function loadingView({url, language: {strings}}: SurfaceViewModel): TemplateResult {
  return messageView('busy', url ? strings.opening : strings.preparing, null);
}
