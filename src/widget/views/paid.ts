import {html, nothing, type TemplateResult} from 'lit';
import type {CheckoutSession} from '../../core/session.ts';
import type {Language} from '../locales/language.ts';
import {iconView} from './message.ts';
import {payableAmount} from './summary.ts';

/** Confirmation of the payment: the amount, the order number and the reference. */
export function paidView(session: CheckoutSession, language: Language): TemplateResult {
  const {strings} = language;
  const {orderNumber, id} = session;
  const amount = payableAmount(session, language);
  const row = (label: string, value: string) =>
    html`<div>
      <dt>${label}</dt>
      <dd><bdi>${value}</bdi></dd>
    </div>`;
  return html`<div class="paid" part="message">
    ${iconView('good')}
    <strong>${strings.paid}</strong>
    ${amount ? html`<bdi class="sum">${amount}</bdi>` : nothing}
    <p>${strings.paidText}</p>
    <dl>
      ${orderNumber ? row(strings.orderNumber, orderNumber) : nothing}${id ? row(strings.receiptReference, id) : nothing}
    </dl>
  </div>`;
}
