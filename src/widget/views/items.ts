import {html, nothing, type TemplateResult} from 'lit';
import {formatMoney} from '../../core/money.ts';
import {formatNumber} from '../../core/number.ts';
import type {LineItem} from '../../core/session.ts';
import type {Language} from '../locales/language.ts';

export interface ItemsModel {
  /** How many items there is room for until the customer asks for all. */
  rows: number;
  /** Whether all items are shown. */
  isOpen: boolean;
  toggle(): void;
  /** Whether pictures are left out: the customer saves data. */
  isPlain: boolean;
}

/** Items from which on those out of sight are not laid out. */
const MANY = 40;

function initialOf(name: string): string {
  return [...name.trim()][0]?.toLocaleUpperCase() ?? '';
}

function pictureView({name, imageUrl}: LineItem): TemplateResult {
  const initial = initialOf(name);
  const replaceBroken = ({target}: Event) => target instanceof Element && target.replaceWith(initial);
  return html`<span class="picture" part="item-image" aria-hidden="true">
    ${imageUrl ? html`<img src=${imageUrl} alt="" loading="lazy" decoding="async" @error=${replaceBroken} />` : initial}
  </span>`;
}

function itemView(item: LineItem, {strings, locale}: Language, pictures: boolean): TemplateResult {
  const {name, description, quantity, unitAmount, currency} = item;
  const unit = formatMoney(unitAmount, currency, locale);
  const amount = quantity === 1 ? unit : formatMoney(unitAmount * quantity, currency, locale);
  return html`<li class="item" part="item">
    ${pictures ? pictureView(item) : nothing}
    <div class="line">
      <span class="name" part="item-name"><bdi>${name}</bdi></span>
      <bdi class="amount" part="item-amount">${amount}</bdi>
      <span class="details">
        ${description ? html`<small part="item-description"><bdi>${description}</bdi></small>` : nothing}
        ${quantity === 1 ? nothing : html`<small>${strings.quantity(formatNumber(quantity, locale), unit)}</small>`}
      </span>
    </div>
  </li>`;
}

/** The items. A long list is cut off until all are asked for; the browser's own search finds them all the same. */
export function itemsView(items: readonly LineItem[], language: Language, model: ItemsModel): TemplateResult {
  const {strings} = language;
  const {rows, isOpen, toggle, isPlain} = model;
  const long = items.length > rows;
  const few = long && !isOpen;
  const pictures = !isPlain && items.some(({imageUrl}) => imageUrl);
  // What the browser has found in the cut-off part it scrolls to: then the customer wants to see it.
  return html`<ul
      id="items"
      class="items ${few ? 'few' : ''} ${items.length > MANY ? 'many' : ''}"
      part="items"
      role="list"
      @scroll=${few ? toggle : nothing}
    >
      ${items.map((item) => itemView(item, language, pictures))}
    </ul>
    ${
      long
        ? html`<button
            type="button"
            class="quiet more"
            part="button"
            aria-controls="items"
            aria-expanded=${isOpen}
            @click=${toggle}
          >
            ${isOpen ? strings.showFewer : strings.showAll(items.length)}
          </button>`
        : nothing
    }`;
}
