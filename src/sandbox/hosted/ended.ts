import {html} from 'hono/html';
import type {Outcome} from '../../core/session.ts';
import type {Html} from '../html.ts';
import type {SandboxSession} from '../session.ts';
import type {Switches} from '../switches.ts';
import {amountText, returnControl} from './fragments.ts';

interface PageText {
  heading: string;
  text: string;
}

const ARRIVED: Readonly<Record<Outcome, PageText>> = {
  completed: {heading: 'Payment received (sandbox)', text: 'You are taken back to the shop in a moment.'},
  cancelled: {heading: 'Checkout cancelled', text: 'Nothing was paid. You are taken back to the shop in a moment.'},
  expired: {heading: 'This checkout has expired', text: 'Nothing was paid. Start again from the shop.'},
};

const REVISITED: Readonly<Record<Outcome, PageText>> = {
  completed: {heading: 'This order is paid already', text: 'There is nothing left to do here.'},
  cancelled: {heading: 'This checkout was cancelled', text: 'It can no longer be paid. Start again from the shop.'},
  expired: ARRIVED.expired,
};

/**
 * Renders the page of a completed, cancelled or expired session.
 * @param hasJustArrived whether the customer comes directly from paying or cancelling, rather than visiting the page
 * again
 */
export function endedPage(
  session: SandboxSession,
  outcome: Outcome,
  {hasJustArrived, switches}: {hasJustArrived: boolean; switches: Switches},
): {title: string; main: Html} {
  const {heading, text} = (hasJustArrived ? ARRIVED : REVISITED)[outcome];
  const url = outcome === 'completed' ? session.successUrl : session.cancelUrl;
  const isAutomatic = hasJustArrived && (outcome !== 'expired' || switches[session.provider].returnOnExpiry);
  return {
    title: heading,
    main: html`<section class="card">
      <h1>${heading}</h1>
      ${outcome === 'completed' ? html`<p class="paid">${amountText(session)}</p>` : ''}
      ${url === null ? '' : html`<p role="status">${text}</p>`} ${returnControl(session, url, isAutomatic, switches)}
    </section>`,
  };
}

/**
 * Renders the page that posts the customer back from a session that stays open (PayMongo's cancel with `returnMethod:
 * 'post'`).
 */
export function backPage(session: SandboxSession, switches: Switches): Html {
  return html`<section class="card">
    <h1>Back to the shop</h1>
    <p role="status">Nothing was paid. You are taken back to the shop in a moment.</p>
    ${returnControl(session, session.cancelUrl, true, switches)}
  </section>`;
}
