import {html} from 'hono/html';
import {totalsOf} from '../../core/totals.ts';
import {type Html, printMoney} from '../html.ts';
import {chargeOf, passesOnFees} from '../paymongo/charge.ts';
import {paidAttempt, runningAttempt, type SandboxSession} from '../session.ts';
import type {Switches} from '../switches.ts';

/**
 * Formats what the customer pays: `SLE 91.50`, or `SLE 91.50 + USD 1.00` if the order mixes currencies. Includes a fee
 * that is passed on once a method is chosen.
 */
export function amountText(session: SandboxSession): string {
  const attempt = runningAttempt(session) ?? paidAttempt(session);
  if (session.provider === 'paymongo' && attempt) return printMoney(chargeOf(session, attempt).amount, 'PHP');
  return totalsOf(session.lineItems)
    .map(({amount, currency}) => printMoney(amount, currency))
    .join(' + ');
}

function feeNote(session: SandboxSession): Html | '' {
  if (session.provider !== 'paymongo' || !passesOnFees(session)) return '';
  return html`<p>A processing fee is added once you have chosen how to pay.</p>`;
}

/** Renders the order: title, items and total. */
export function orderSummary(session: SandboxSession): Html {
  const {title, description, lineItems} = session;
  const hidden = session.provider === 'paymongo' && session.order.show_line_items === false;
  const items = lineItems.map(
    ({name, quantity, unitAmount, currency, description: details}) =>
      html`<li>
        <span class="item">
          <span>${name}${quantity > 1 ? html` <span class="quantity">× ${quantity}</span>` : ''}</span>
          ${details ? html`<small>${details}</small>` : ''}
        </span>
        <span class="amount">${printMoney(unitAmount * quantity, currency)}</span>
      </li>`,
  );
  return html`<section class="order" aria-labelledby="order-title">
    <h1 id="order-title">${title}</h1>
    ${description ? html`<p>${description}</p>` : ''}
    ${
      hidden
        ? ''
        : html`<ul class="items">
            ${items}
          </ul>`
    }
    <p class="total"><span>Total</span> <strong>${amountText(session)}</strong></p>
    ${feeNote(session)}
  </section>`;
}

/** Renders the cancel button. Empty for PayMongo without `cancel_url`, since there is nowhere to go. */
export function cancelForm({provider, cancelUrl, pageKey}: SandboxSession): Html | '' {
  if (provider === 'paymongo' && cancelUrl === null) return '';
  return html`<form method="post" action="/pay/${pageKey}/cancel">
    <button class="quiet">Cancel and return to the shop</button>
  </form>`;
}

/** Returns the fields that are added to the customer's return: Monime's `callbackState` if the switch says so. */
function returnFields(session: SandboxSession, switches: Switches): Record<string, string> {
  if (session.provider !== 'monime' || switches.monime.callbackState === 'withheld') return {};
  const {callbackState} = session.order;
  return callbackState == null ? {} : {callbackState};
}

function addQuery(url: string, fields: Record<string, string>): string {
  const target = new URL(url);
  for (const [name, value] of Object.entries(fields)) target.searchParams.set(name, value);
  return Object.keys(fields).length > 0 ? target.href : url;
}

/**
 * Renders the link or form that returns the customer to the merchant.
 * @param isAutomatic whether the script clicks it after one second
 */
export function returnControl(
  session: SandboxSession,
  url: string | null,
  isAutomatic: boolean,
  switches: Switches,
): Html {
  if (url === null) return html`<p>You can close this window.</p>`;
  const autoAttribute = isAutomatic ? html`data-return` : '';
  const fields = returnFields(session, switches);
  if (switches[session.provider].returnMethod === 'get') {
    return html`<a class="button" href="${addQuery(url, fields)}" ${autoAttribute}>Return to the shop</a>`;
  }
  return html`<form method="post" action="${url}">
    ${Object.entries(fields).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}
    <button ${autoAttribute}>Return to the shop</button>
  </form>`;
}
