import {css} from 'lit';
import {ITEM_HEIGHT_PX} from '../../core/reserved-height.ts';
import {controlStyles, messageStyles} from '../views/controls.styles.ts';
import {paidStyles} from '../views/paid.styles.ts';

const orderStyles = css`
  .all.failed {
    justify-content: center;
  }
  .status {
    border-radius: var(--_radius-m);
  }
  .status.blank {
    margin-block-end: -16px;
  }
  .place:empty {
    display: none;
  }
  .place iframe {
    display: block;
    inline-size: 100%;
    block-size: 640px;
    border: 0;
    border-radius: var(--_radius-m);
  }
  .test-mode {
    flex: none;
    margin-inline-start: auto;
    padding-inline: 10px;
    border-radius: 99px;
    box-shadow: inset 0 0 0 1px;
    color: var(--_warn);
    font-size: 13px;
    font-weight: 600;
    line-height: 22px;
  }
  [part='merchant'],
  ::slotted([slot='merchant']) {
    flex: 1 1 4em;
  }
  .summary h2 {
    font-size: 20px;
    font-weight: 700;
    line-height: 1.3;
  }
  .description,
  .empty,
  small {
    color: var(--_muted);
    font-size: 14px;
  }
  .line {
    display: flex;
    flex: 1;
    flex-wrap: wrap;
    column-gap: 12px;
    min-inline-size: 0;
    line-height: 1.4;
  }
  .name {
    flex: 1 1 4em;
    font-weight: 500;
    text-wrap: balance;
  }
  .amount,
  .quantity,
  .total bdi {
    margin-inline-start: auto;
    white-space: nowrap;
  }
  .details {
    flex: 1 1 calc(100% - 8em);
  }
  .amount + .quantity {
    flex-basis: 100%;
    text-align: end;
  }
  .picture {
    flex: none;
    display: grid;
    place-items: center;
    inline-size: 48px;
    block-size: 48px;
    border-radius: var(--_radius-s);
    background: var(--_tint);
    color: var(--_muted);
    font-weight: 600;
    overflow: hidden;
  }
  .picture > * {
    grid-area: 1 / 1;
  }
  [data-image] > span,
  .picture:not([data-image]) img {
    display: none;
  }
  .picture img {
    inline-size: 48px;
    block-size: 48px;
    object-fit: cover;
  }
  .items.many .item {
    content-visibility: auto;
    contain-intrinsic-size: auto ${ITEM_HEIGHT_PX - 15}px;
  }
  .items .item[hidden] {
    min-block-size: 0;
    block-size: 0;
    padding: 0;
    border: 0;
    overflow: hidden;
    content-visibility: hidden;
  }
  .more {
    inline-size: 100%;
    margin-block-start: 8px;
    padding-block: 8px;
    font-size: 15px;
  }
  .look .total + .total {
    padding-block-start: 0;
  }
  .note .time-left {
    display: block;
  }
  .time-left.unknown {
    visibility: hidden;
  }
`;

const printStyles = css`
  @media print {
    .card {
      border: 0;
    }
    .actions,
    .link,
    .more,
    .note {
      display: none;
    }
    .items .item[hidden] {
      block-size: auto;
      padding-block: 7px;
      content-visibility: visible;
    }
  }
`;

/** Styles of the order card, in one sheet, because engines adopt one sheet faster than five. */
export const orderCardStyles = [
  css`
    ${controlStyles}${messageStyles}${orderStyles}${paidStyles}${printStyles}
  `,
];
