import {html} from 'hono/html';
import {totalsOf} from '../../core/totals.ts';
import {type Html, printMoney} from '../html.ts';
import type {SandboxSession} from '../session.ts';
import type {Switches} from '../switches.ts';

/** What is to pay: `SLE 91.50`, or `SLE 91.50 + USD 1.00` where the order mixes currencies. */
export function amountText({lineItems}: SandboxSession): string {
  return totalsOf(lineItems)
    .map(({amount, currency}) => printMoney(amount, currency))
    .join(' + ');
}

export function orderSummary(session: SandboxSession): Html {
  const {title, description, lineItems} = session;
  const hidden = session.provider === 'paymongo' && session.order.show_line_items === false;
  const items = lineItems.map(
    ({name, quantity, unitAmount, currency, description: about}) =>
      html`<li>
        <span class="item">
          <span>${name}${quantity > 1 ? html` <span class="quantity">× ${quantity}</span>` : ''}</span>
          ${about ? html`<small>${about}</small>` : ''}
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
  </section>`;
}

/** Leaves without paying. PayMongo has no such thing without an address to go to. */
export function cancelForm({provider, cancelUrl, pageKey}: SandboxSession): Html | '' {
  if (provider === 'paymongo' && cancelUrl === null) return '';
  return html`<form method="post" action="/pay/${pageKey}/cancel">
    <button class="quiet">Cancel and return to the shop</button>
  </form>`;
}

/** What travels back with the customer, beside the merchant's own URL. */
function returnFields(session: SandboxSession, switches: Switches): Record<string, string> {
  if (session.provider !== 'monime' || switches.monime.callbackState === 'withheld') return {};
  const {callbackState} = session.order;
  return callbackState == null ? {} : {callbackState};
}

function withFields(url: string, fields: Record<string, string>): string {
  const target = new URL(url);
  for (const [name, value] of Object.entries(fields)) target.searchParams.set(name, value);
  return Object.keys(fields).length > 0 ? target.href : url;
}

/**
 * The way back to the merchant, as this provider takes it.
 * @param auto whether the customer is taken back without a click
 */
export function returnControl(session: SandboxSession, url: string | null, auto: boolean, switches: Switches): Html {
  if (url === null) return html`<p>You can close this window.</p>`;
  const mark = auto ? html`data-return` : '';
  const fields = returnFields(session, switches);
  if (switches[session.provider].returnMethod === 'get') {
    return html`<a class="button" href="${withFields(url, fields)}" ${mark}>Return to the shop</a>`;
  }
  return html`<form method="post" action="${url}">
    ${Object.entries(fields).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}
    <button ${mark}>Return to the shop</button>
  </form>`;
}
