import {html, nothing, type TemplateResult} from 'lit';
import type {CheckoutSession} from '../../core/session.ts';
import type {Language} from '../locales/language.ts';
import {contentOrEmpty} from './empty.ts';
import {iconView} from './message.ts';
import {payableAmount} from './summary.ts';

/** Confirmation of the payment: the amount, the order number and the reference. */
export function paidView(session: CheckoutSession, language: Language): TemplateResult {
  const {strings} = language;
  const {orderNumber, id} = session;
  const amount = payableAmount(session, language);
  const row = (label: string, value: string) =>
    html`<div>
      <dt .textContent=${label}></dt>
      <dd><bdi .textContent=${value}></bdi></dd>
    </div>`;
  return html`<div class="paid" part="message">
    ${iconView('good')}
    <strong .textContent=${strings.paid}></strong>
    ${amount ? html`<bdi class="sum" .textContent=${amount}></bdi>` : nothing}
    <p .textContent=${strings.paidText}></p>
    ${
      orderNumber || id
        ? html`<dl>
            ${contentOrEmpty(orderNumber ? row(strings.orderNumber, orderNumber) : null)}
            ${contentOrEmpty(id ? row(strings.receiptReference, id) : null)}
          </dl>`
        : nothing
    }
  </div>`;
}
