import {html, nothing, type TemplateResult} from 'lit';
import {formatMoney} from '../../core/money.ts';
import type {CheckoutSession} from '../../core/session.ts';
import type {Language} from '../locales/language.ts';
import {type ItemsModel, itemsView} from './items.ts';

/** The amount for the pay button; null unless the order has exactly one currency. */
export function payableAmount({totals}: CheckoutSession, {locale}: Language): string | null {
  const [total, ...others] = totals;
  return total && others.length === 0 ? formatMoney(total.amount, total.currency, locale) : null;
}

/** The order: merchant, title, items and one total per currency. */
export function summaryView(session: CheckoutSession, language: Language, items: ItemsModel): TemplateResult {
  const {strings, locale} = language;
  const title = session.title ?? session.description ?? strings.order;
  const description = session.title ? session.description : null;
  return html`<section class="summary" part="summary" aria-labelledby="title">
    <div class="from">
      <slot name="logo"></slot>
      <slot name="merchant"
        >${session.merchant ? html`<span part="merchant"><bdi>${session.merchant}</bdi></span>` : nothing}</slot
      >
      ${session.testMode ? html`<span class="test-mode" part="test-mode">${strings.testMode}</span>` : nothing}
    </div>
    <h2 id="title" part="title"><bdi>${title}</bdi></h2>
    ${description ? html`<p class="description" part="description"><bdi>${description}</bdi></p>` : nothing}
    ${
      session.lineItems.length === 0
        ? html`<p class="empty">${strings.noItems}</p>`
        : itemsView(session.lineItems, language, items)
    }
    ${session.totals.map(
      ({currency, amount}) =>
        html`<p class="total" part="total">
          <span>${strings.total}</span><bdi>${formatMoney(amount, currency, locale)}</bdi>
        </p>`,
    )}
  </section>`;
}
