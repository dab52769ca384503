import {html, nothing, type TemplateResult} from 'lit';
import {formatMoney} from '../../core/money.ts';
import {formatNumber} from '../../core/number.ts';
import type {LineItem} from '../../core/session.ts';
import type {Language} from '../locales/language.ts';

export interface ItemsModel {
  /** Whether all items are shown. */
  isExpanded: boolean;
  toggle(): void;
  /** Whether pictures are left out to save data. */
  isDataSaverOn: boolean;
}

/** Longer lists are collapsed. */
const MAX_ITEMS = 6;

/** Items of a collapsed list that are shown: with the button below, they take about the height of `MAX_ITEMS`. */
const COLLAPSED_ITEMS = 5;

/** In longer lists, items outside of the viewport are not laid out (`content-visibility`). */
const MAX_EAGER_ITEMS = 40;

function firstLetter(name: string): string {
  return [...name.trim()][0]?.toLocaleUpperCase() ?? '';
}

/** Shows the initial instead of a broken image, until Lit writes the attribute for another image. */
function showInitial({target}: Event): void {
  if (target instanceof Element) target.parentElement?.removeAttribute('data-image');
}

function pictureView({name, imageUrl}: LineItem): TemplateResult {
  return html`<span class="picture" part="item-image" aria-hidden="true" data-image=${imageUrl ?? nothing}>
    <span .textContent=${firstLetter(name)}></span>
    ${imageUrl ? html`<img src=${imageUrl} alt="" loading="lazy" decoding="async" @error=${showInitial} />` : nothing}
  </span>`;
}

function itemView(
  item: LineItem,
  {strings, locale}: Language,
  hasPictures: boolean,
  isHidden: boolean,
): TemplateResult {
  const {name, description, quantity, unitAmount, currency} = item;
  const unit = formatMoney(unitAmount, currency, locale);
  const amount = quantity === 1 ? unit : formatMoney(unitAmount * quantity, currency, locale);
  const quantityText = quantity === 1 ? null : strings.quantity(formatNumber(quantity, locale), unit);
  return html`<li class="item" part="item" hidden=${isHidden ? 'until-found' : nothing}>
    ${hasPictures ? pictureView(item) : nothing}
    <div class="line">
      <span class="name" part="item-name"><bdi .textContent=${name}></bdi></span>
      <bdi class="amount" part="item-amount" .textContent=${amount}></bdi>
      ${
        description
          ? html`<small class="details" part="item-description"><bdi .textContent=${description}></bdi></small>`
          : nothing
      }
      ${quantityText === null ? nothing : html`<small class="quantity" .textContent=${quantityText}></small>`}
    </div>
  </li>`;
}

/**
 * The items. A long list is collapsed until the customer expands it; find-in-page still finds every item in engines with
 * `hidden="until-found"`.
 */
export function itemsView(items: readonly LineItem[], language: Language, model: ItemsModel): TemplateResult {
  const {strings} = language;
  const {isExpanded, toggle, isDataSaverOn} = model;
  const isLong = items.length > MAX_ITEMS;
  const isCollapsed = isLong && !isExpanded;
  const hasPictures = !isDataSaverOn && items.some(({imageUrl}) => imageUrl);
  return html`<ul
      id="items"
      class="items ${items.length > MAX_EAGER_ITEMS ? 'many' : ''}"
      part="items"
      role="list"
      @beforematch=${isCollapsed ? toggle : nothing}
    >
      ${items.map((item, index) => itemView(item, language, hasPictures, isCollapsed && index >= COLLAPSED_ITEMS))}
    </ul>
    ${
      isLong
        ? html`<button
            type="button"
            class="quiet more"
            part="button"
            aria-controls="items"
            aria-expanded=${isExpanded}
            @click=${toggle}
            .textContent=${isExpanded ? strings.showFewer : strings.showAll(items.length)}
          ></button>`
        : nothing
    }`;
}
