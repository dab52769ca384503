import {html} from 'hono/html';
import type {Outcome} from '../../core/session.ts';
import type {Html} from '../html.ts';
import type {SandboxSession} from '../session.ts';
import type {Switches} from '../switches.ts';
import {amountText, returnControl} from './fragments.ts';

interface Words {
  heading: string;
  text: string;
}

const JUST_NOW: Readonly<Record<Outcome, Words>> = {
  completed: {heading: 'Payment received (sandbox)', text: 'You are taken back to the shop in a moment.'},
  cancelled: {heading: 'Checkout cancelled', text: 'Nothing was paid. You are taken back to the shop in a moment.'},
  expired: {heading: 'This checkout has expired', text: 'Nothing was paid. Start again from the shop.'},
};

const BEFORE: Readonly<Record<Outcome, Words>> = {
  completed: {heading: 'This order is paid already', text: 'There is nothing left to do here.'},
  cancelled: {heading: 'This checkout was cancelled', text: 'It can no longer be paid. Start again from the shop.'},
  expired: JUST_NOW.expired,
};

/**
 * The end of a session.
 * @param justNow whether the customer comes from paying or cancelling, rather than visiting again
 */
export function endedPage(
  session: SandboxSession,
  outcome: Outcome,
  {justNow, switches}: {justNow: boolean; switches: Switches},
): {title: string; main: Html} {
  const {heading, text} = (justNow ? JUST_NOW : BEFORE)[outcome];
  const url = outcome === 'completed' ? session.successUrl : session.cancelUrl;
  const auto = justNow && (outcome !== 'expired' || switches[session.provider].returnOnExpiry);
  return {
    title: heading,
    main: html`<section class="card">
      <h1>${heading}</h1>
      ${outcome === 'completed' ? html`<p class="paid">${amountText(session)}</p>` : ''}
      ${url === null ? '' : html`<p role="status">${text}</p>`} ${returnControl(session, url, auto, switches)}
    </section>`,
  };
}

/** On the way back from a session that stays open: PayMongo's cancel link, where it posts. */
export function backPage(session: SandboxSession, switches: Switches): Html {
  return html`<section class="card">
    <h1>Back to the shop</h1>
    <p role="status">Nothing was paid. You are taken back to the shop in a moment.</p>
    ${returnControl(session, session.cancelUrl, true, switches)}
  </section>`;
}
