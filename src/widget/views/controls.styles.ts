import {css} from 'lit';

/** Styles of buttons, notes and focus rings. */
export const controlStyles = css`
  .actions {
    display: grid;
    gap: 8px;
  }
  [hidden] {
    display: none;
  }
  .note {
    color: var(--_muted);
    font-size: 14px;
    text-align: center;
    text-wrap: balance;
  }
  .note span {
    display: inline-block;
  }
  .note span:first-child:empty {
    display: none;
  }
  .secondary {
    border-color: var(--_firm);
  }
  .quiet {
    color: var(--_muted);
    font-weight: 400;
  }
  .primary:hover {
    background: var(--_accent-hover);
  }
  .secondary:hover,
  .quiet:hover {
    background: var(--_tint);
  }
  button:disabled {
    border-color: transparent;
    background: var(--_line);
    color: var(--_muted);
    cursor: not-allowed;
  }
  :focus-visible {
    outline: 3px solid var(--_ring);
    outline-offset: 2px;
  }
`;

export const messageStyles = css`
  .message {
    display: flex;
    gap: 12px;
    padding: 14px;
    border-radius: var(--_radius-m);
    background: var(--_tint);
    --_tone: var(--_muted);
  }
  .message p {
    color: var(--_muted);
    font-size: 15px;
  }
  .message strong {
    display: block;
    font-weight: 600;
  }
  .message small {
    display: block;
    margin-block-start: 4px;
    color: var(--_muted);
    font-size: 13px;
  }
  .mark {
    flex: none;
    inline-size: 24px;
    block-size: 24px;
    fill: none;
    stroke: var(--_tone);
    stroke-width: 2;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  [data-tone='good'] {
    --_tone: var(--_good);
    background: color-mix(in srgb, var(--_good) 10%, var(--_surface));
  }
  [data-tone='bad'] {
    --_tone: var(--_bad);
    background: color-mix(in srgb, var(--_bad) 8%, var(--_surface));
  }
  [data-tone='busy'] .mark {
    stroke: var(--_ring);
    animation: turn 1.1s linear infinite;
  }
  .modal .mark,
  .popup .mark {
    animation: none;
  }
  @keyframes turn {
    to {
      transform: rotate(1turn);
    }
  }
  @media (prefers-reduced-motion: reduce) {
    [data-tone='busy'] .mark {
      animation: none;
    }
  }
  @media (forced-colors: active) {
    .look button,
    .look .button,
    .message {
      border: 1px solid;
    }
    .mark {
      stroke: CanvasText;
    }
  }
`;
