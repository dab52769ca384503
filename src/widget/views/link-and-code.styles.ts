import {css} from 'lit';

export const linkAndCodeStyles = css`
  .code {
    display: block;
    inline-size: min(100%, 240px);
    margin-inline: auto;
    border-radius: var(--_radius-s);
    background: #fff;
    fill: #000;
  }
  .scan {
    display: grid;
    gap: 12px;
    text-align: center;
  }
  .link {
    display: grid;
    grid-template-columns: 1fr auto;
    gap: 8px;
  }
  .link input {
    min-inline-size: 0;
    min-block-size: 48px;
    padding-inline: 12px;
    border: 1px solid var(--_firm);
    border-radius: var(--_radius-m);
    background: var(--_tint);
    color: inherit;
    font: inherit;
    font-size: 14px;
    text-overflow: ellipsis;
  }
  .link p {
    grid-column: 1 / -1;
  }
  .link p:empty {
    display: none;
  }
`;
