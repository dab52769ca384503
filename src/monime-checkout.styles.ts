import {css} from 'lit';
import {look} from './views/look.styles.ts';

const order = css`
  :host {
    display: block;
    max-inline-size: 480px;
    padding: 20px;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: var(--_text);
    font: 16px/1.5 var(--_font);
    overflow-wrap: anywhere;
  }
  :host([hidden]) {
    display: none;
  }
  .all {
    display: grid;
    gap: 16px;
  }
  .merchant,
  ::slotted([slot='merchant']),
  small,
  [part='description'],
  .empty {
    color: var(--_muted);
  }
  h2 {
    font-size: 20px;
    line-height: 1.3;
  }
  small {
    display: block;
    font-size: 14px;
  }
  .test-mode {
    display: inline-block;
    margin-block-start: 8px;
    padding: 2px 10px;
    border: 1px dashed currentcolor;
    border-radius: 99px;
    font-size: 14px;
  }
  [part='items'] {
    margin-block-start: 12px;
    list-style: none;
  }
  [part='item'] {
    display: grid;
    grid-template-columns: auto 1fr auto;
    column-gap: 12px;
    padding-block: 12px;
    border-block-end: 1px solid var(--_line);
  }
  [part='item-image'] {
    grid-row: 1 / 3;
    inline-size: 44px;
    block-size: 44px;
    border-radius: 8px;
    background: var(--_tint);
    overflow: hidden;
  }
  [part='item-image'] img {
    display: block;
    inline-size: 100%;
    block-size: 100%;
    object-fit: cover;
  }
  [part='item-name'] {
    grid-column: 2;
  }
  .details {
    grid-column: 2 / 4;
  }
  .quantity {
    white-space: nowrap;
  }
  .amount,
  .total {
    font-variant-numeric: tabular-nums;
  }
  .amount {
    text-align: end;
    white-space: nowrap;
  }
  .total {
    display: flex;
    justify-content: space-between;
    gap: 16px;
    padding-block-start: 12px;
    font-size: 18px;
  }
  .status:empty,
  [hidden],
  .place:empty {
    display: none;
  }
  .place iframe {
    display: block;
    inline-size: 100%;
    block-size: 640px;
    border: 0;
    border-radius: calc(var(--_radius) * 0.75);
    background: #fff;
  }
`;

export const styles = [look, order];
