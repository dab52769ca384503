import {html, nothing, type TemplateResult} from 'lit';
import {formatMoney} from '../../core/money.ts';
import {formatNumber} from '../../core/number.ts';
import type {LineItem} from '../../core/session.ts';
import type {Language} from '../locales/language.ts';

export interface ItemsModel {
  /** How many items to show until the customer expands the list. */
  rows: number;
  /** Whether all items are shown. */
  isExpanded: boolean;
  toggle(): void;
  /** Whether pictures are left out to save data. */
  isDataSaverOn: boolean;
}

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

function itemView(item: LineItem, {strings, locale}: Language, hasPictures: boolean): TemplateResult {
  const {name, description, quantity, unitAmount, currency} = item;
  const unit = formatMoney(unitAmount, currency, locale);
  const amount = quantity === 1 ? unit : formatMoney(unitAmount * quantity, currency, locale);
  const quantityText = quantity === 1 ? null : strings.quantity(formatNumber(quantity, locale), unit);
  return html`<li class="item" part="item">
    ${hasPictures ? pictureView(item) : nothing}
    <div class="line">
      <span class="name" part="item-name"><bdi .textContent=${name}></bdi></span>
      <bdi class="amount" part="item-amount" .textContent=${amount}></bdi>
      ${
        description
          ? html`<small class="details" part="item-description"><bdi .textContent=${description}></bdi></small>`
          : nothing
      }
      ${quantityText === null ? nothing : html`<small class="details" .textContent=${quantityText}></small>`}
    </div>
  </li>`;
}

/** The items. A long list is cut off until the customer expands it; find-in-page still finds every item. */
export function itemsView(items: readonly LineItem[], language: Language, model: ItemsModel): TemplateResult {
  const {strings} = language;
  const {rows, isExpanded, toggle, isDataSaverOn} = model;
  const isLong = items.length > rows;
  const isCutOff = isLong && !isExpanded;
  const hasPictures = !isDataSaverOn && items.some(({imageUrl}) => imageUrl);
  // Find-in-page scrolls to a match in the cut-off part: expand the list then.
  return html`<ul
      id="items"
      class="items ${isCutOff ? 'few' : ''} ${items.length > MAX_EAGER_ITEMS ? 'many' : ''}"
      part="items"
      role="list"
      @scroll=${isCutOff ? toggle : nothing}
    >
      ${items.map((item) => itemView(item, language, hasPictures))}
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
