import {css} from 'lit';

/** Styles of the dialog's header and of the steps below it. */
export const headerStyles = css`
  .bar {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto auto;
    align-items: center;
    column-gap: 4px;
    padding-block: 6px;
    padding-inline: 20px 8px;
  }
  .what {
    display: flex;
    flex-wrap: wrap;
    column-gap: 10px;
  }
  .look .bar h2 {
    flex: 1 0 100%;
    font-size: 16px;
    font-weight: 700;
    line-height: 1.3;
    white-space: nowrap;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .bar .amount {
    color: var(--_muted);
    font-size: 14px;
    white-space: nowrap;
  }
  .window {
    display: flex;
    align-items: center;
    justify-content: center;
    gap: 6px;
    min-inline-size: 44px;
    min-block-size: 44px;
    border-radius: var(--_radius-m);
    color: inherit;
    font-size: 14px;
    text-align: end;
  }
  .window .mark {
    inline-size: 20px;
  }
  :host([dir='rtl']) .window .mark {
    transform: scaleX(-1);
  }
  .close {
    display: grid;
    place-items: center;
    inline-size: 44px;
    min-block-size: 44px;
    padding: 0;
  }
  .bar .mark {
    stroke: currentcolor;
  }
  .window:hover,
  .close:hover {
    background: var(--_tint);
  }
  .steps {
    display: grid;
    grid-template-columns: repeat(3, 1fr);
    gap: 6px;
    padding: 4px 20px 10px !important;
    border-block-end: 1px solid var(--_line);
    color: var(--_muted);
    font-size: 13px;
  }
  .steps li {
    padding-block-start: 4px;
    border-block-start: 3px solid var(--_line);
  }
  .steps .done {
    border-color: var(--_ring);
  }
  :host([dir='rtl']) .steps {
    --_to: 270deg;
  }
  .steps [aria-current] {
    border-image: linear-gradient(var(--_to, 90deg), var(--_ring) 50%, var(--_line) 50%) 1;
    color: var(--_text);
    font-weight: 600;
  }
`;
