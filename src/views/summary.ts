import {html, nothing, type TemplateResult} from 'lit';
import {formatMoney} from '../core/money.ts';
import type {CheckoutSession, LineItem} from '../core/session.ts';
import type {Strings} from '../locales/en.ts';

/** How texts and amounts are written. */
export interface Language {
  strings: Strings;
  /** BCP 47 tag for `Intl`. */
  locale: string | undefined;
}

function dropBroken({target}: Event): void {
  if (target instanceof HTMLImageElement) target.remove();
}

function itemView(item: LineItem, {strings, locale}: Language): TemplateResult {
  const {name, description, quantity, unitAmount, currency, imageUrl} = item;
  const unit = formatMoney(unitAmount, currency, locale);
  return html`<li part="item">
    ${
      imageUrl
        ? html`<span part="item-image">
            <img src=${imageUrl} alt="" loading="lazy" decoding="async" @error=${dropBroken} />
          </span>`
        : nothing
    }
    <span part="item-name">${name}</span>
    <span class="amount" part="item-amount">${formatMoney(unitAmount * quantity, currency, locale)}</span>
    <span class="details">
      ${description ? html`<small part="item-description">${description}</small>` : nothing}
      ${quantity === 1 ? nothing : html`<small class="quantity">${strings.quantity(String(quantity), unit)}</small>`}
    </span>
  </li>`;
}

/** What the pay button says beside "Pay": the total, where there is one total and not several currencies. */
export function payableAmount({totals}: CheckoutSession, {locale}: Language): string | null {
  const [total, ...others] = totals;
  return total && others.length === 0 ? formatMoney(total.amount, total.currency, locale) : null;
}

/** The order: title, items, one total per currency. */
export function summaryView(session: CheckoutSession, language: Language): TemplateResult {
  const {strings, locale} = language;
  const title = session.title ?? session.description ?? strings.order;
  const description = session.title ? session.description : null;
  return html`<section class="summary" part="summary" aria-labelledby="title">
    <header>
      <slot name="merchant">${session.merchant ? html`<p class="merchant">${session.merchant}</p>` : nothing}</slot>
      <h2 id="title" part="title">${title}</h2>
      ${description ? html`<p part="description">${description}</p>` : nothing}
      ${session.testMode ? html`<p class="test-mode" part="test-mode">${strings.testMode}</p>` : nothing}
    </header>
    ${
      session.lineItems.length === 0
        ? html`<p class="empty">${strings.noItems}</p>`
        : html`<ul part="items" role="list">
            ${session.lineItems.map((item) => itemView(item, language))}
          </ul>`
    }
    ${session.totals.map(
      ({currency, amount}) =>
        html`<p class="total" part="total">
          <span>${strings.total}</span><strong>${formatMoney(amount, currency, locale)}</strong>
        </p>`,
    )}
  </section>`;
}
