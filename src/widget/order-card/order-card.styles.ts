import {css} from 'lit';
import {ITEM_HEIGHT_PX} from '../../core/reserved-height.ts';
import {controlStyles, messageStyles} from '../views/controls.styles.ts';
import {paidStyles} from '../views/paid.styles.ts';

const orderStyles = css`
  .test-mode {
    margin-inline-start: auto;
    padding: 1px 10px;
    border: 1px dashed var(--_warn);
    border-radius: 99px;
    color: var(--_warn);
    font-size: 13px;
    font-weight: 600;
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
    justify-content: space-between;
    column-gap: 12px;
    min-inline-size: 0;
    line-height: 1.4;
  }
  .name {
    flex: 1 1 6em;
    font-weight: 500;
  }
  .amount {
    margin-inline-start: auto;
    white-space: nowrap;
  }
  .details {
    flex-basis: 100%;
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
    contain-intrinsic-size: auto ${ITEM_HEIGHT_PX - 21}px;
  }
  .items.few {
    flex: none;
    block-size: calc(var(--_rows) * ${ITEM_HEIGHT_PX}px - 52px);
    overflow: hidden;
    -webkit-mask-image: linear-gradient(#000 calc(100% - 48px), transparent);
    mask-image: linear-gradient(#000 calc(100% - 48px), transparent);
  }
  .holding .items.few {
    flex-grow: 1;
    block-size: 0;
  }
  .more {
    min-block-size: 44px;
    margin-block-start: 8px;
    padding-block: 8px;
    font-size: 15px;
  }
  .total + .total {
    padding-block-start: 0;
  }
  .time-left {
    display: inline-block;
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
    .card .items.few {
      block-size: auto;
      -webkit-mask-image: none;
      mask-image: none;
    }
  }
`;

/** Styles of the order card, in one sheet, because engines adopt one sheet faster than five. */
export const orderCardStyles = [
  css`
    ${controlStyles}${messageStyles}${orderStyles}${paidStyles}${printStyles}
  `,
];
