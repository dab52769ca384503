import {html, nothing, type TemplateResult} from 'lit';
import {formatMoney} from '../../core/money.ts';
import type {CheckoutSession} from '../../core/session.ts';
import type {Language} from '../locales/language.ts';
import {contentOrEmpty} from './empty.ts';
import {type ItemsModel, itemsView} from './items.ts';

/** What the customer pays; null if a fee is added to the total, or unless the order has exactly one currency. */
export function payableAmount({totals, feesPassedOn}: CheckoutSession, {locale}: Language): string | null {
  const [total, ...others] = totals;
  return total && others.length === 0 && !feesPassedOn ? formatMoney(total.amount, total.currency, locale) : null;
}

/** The order: merchant, title, items and one total per currency. */
export function summaryView(session: CheckoutSession, language: Language, items: ItemsModel): TemplateResult {
  const {strings, locale} = language;
  const title = session.title ?? session.description ?? strings.order;
  const description = session.title ? session.description : null;
  return html`<section class="summary" part="summary" aria-labelledby="title">
    <div class="from">
      <slot name="logo"></slot>
      <slot name="merchant">
        ${contentOrEmpty(session.merchant ? html`<span part="merchant"><bdi .textContent=${session.merchant}></bdi></span>` : null)}
      </slot>
      ${session.testMode ? html`<span class="test-mode" part="test-mode" .textContent=${strings.testMode}></span>` : nothing}
    </div>
    <h2 id="title" part="title"><bdi .textContent=${title}></bdi></h2>
    ${description ? html`<p class="description" part="description"><bdi .textContent=${description}></bdi></p>` : nothing}
    ${
      session.lineItems.length === 0
        ? html`<p class="empty" .textContent=${strings.noItems}></p>`
        : itemsView(session.lineItems, language, items)
    }
    ${session.totals.map(
      ({currency, amount}) =>
        html`<p class="total" part="total">
          <span .textContent=${session.feesPassedOn ? strings.totalBeforeFee : strings.total}></span>
          <bdi .textContent=${formatMoney(amount, currency, locale)}></bdi>
        </p>`,
    )}
  </section>`;
}
