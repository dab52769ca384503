import {css} from 'lit';

/** The custom properties that a merchant may set on the element. */
export const PUBLIC_PROPERTIES = [
  '--monime-checkout-accent',
  '--monime-checkout-on-accent',
  '--monime-checkout-surface',
  '--monime-checkout-text',
  '--monime-checkout-radius',
  '--monime-checkout-font',
] as const;

/** One private layer over the public properties: the merchant's value, else the session's branding, else ours. */
export const look = css`
  :host {
    --_accent: var(--monime-checkout-accent, var(--_session-accent, #1b5e4b));
    --_on-accent: var(--monime-checkout-on-accent, var(--_session-on-accent, #fff));
    --_surface: var(--monime-checkout-surface, #fff);
    --_text: var(--monime-checkout-text, #1c2321);
    --_muted: color-mix(in srgb, var(--_text) 68%, var(--_surface));
    --_line: color-mix(in srgb, var(--_text) 14%, var(--_surface));
    --_tint: color-mix(in srgb, var(--_text) 5%, var(--_surface));
    --_good: #12704a;
    --_bad: #b3261e;
    --_radius: var(--monime-checkout-radius, 12px);
    --_font: var(--monime-checkout-font, system-ui, sans-serif);
    color-scheme: light;
  }
  :host([theme='dark']),
  :host([data-theme='dark']) {
    --_surface: var(--monime-checkout-surface, #171c1a);
    --_text: var(--monime-checkout-text, #eef3f0);
    --_good: #5fd0a0;
    --_bad: #ffb4ab;
    color-scheme: dark;
  }
  @media (prefers-color-scheme: dark) {
    :host(:not([theme='light'], [data-theme='light'])) {
      --_surface: var(--monime-checkout-surface, #171c1a);
      --_text: var(--monime-checkout-text, #eef3f0);
      --_good: #5fd0a0;
      --_bad: #ffb4ab;
      color-scheme: dark;
    }
  }
  @supports not (color: color-mix(in srgb, red, blue)) {
    :host {
      --_muted: var(--_text);
      --_line: #8886;
      --_tint: #8882;
    }
  }
  *,
  ::before,
  ::after {
    box-sizing: border-box;
  }
  h2,
  p,
  ul {
    margin: 0;
    padding: 0;
  }
  .actions {
    display: grid;
    gap: 8px;
  }
  button,
  .button {
    font: inherit;
    font-weight: 600;
    min-block-size: 48px;
    padding: 12px 20px;
    border: 1px solid transparent;
    border-radius: calc(var(--_radius) * 0.75);
    text-align: center;
    text-decoration: none;
    cursor: pointer;
  }
  .primary {
    background: var(--_accent);
    color: var(--_on-accent);
  }
  .secondary {
    background: transparent;
    border-color: color-mix(in srgb, var(--_text) 45%, var(--_surface));
    color: inherit;
  }
  .quiet {
    background: transparent;
    color: var(--_muted);
    font-weight: 400;
  }
  .primary:hover {
    background: color-mix(in srgb, var(--_accent) 88%, var(--_on-accent));
  }
  .secondary:hover,
  .quiet:hover {
    background: var(--_tint);
  }
  button:disabled {
    opacity: 0.55;
    cursor: not-allowed;
  }
  :focus-visible {
    outline: 3px solid var(--_text);
    outline-offset: 2px;
  }
  .message {
    display: flex;
    gap: 12px;
    padding: 12px 14px;
    border-radius: calc(var(--_radius) * 0.75);
    background: var(--_tint);
  }
  .message p {
    color: var(--_muted);
  }
  .message strong {
    display: block;
    font-weight: 600;
  }
  .mark {
    flex: none;
    inline-size: 10px;
    block-size: 10px;
    margin-block-start: 7px;
    border-radius: 50%;
    background: var(--_muted);
  }
  [data-tone='good'] {
    background: color-mix(in srgb, var(--_good) 14%, var(--_surface));
  }
  [data-tone='good'] .mark {
    inline-size: 9px;
    block-size: 17px;
    margin: 1px 5px;
    border: solid var(--_good);
    border-width: 0 3px 3px 0;
    border-radius: 0;
    background: none;
    rotate: 45deg;
  }
  [data-tone='bad'] {
    background: color-mix(in srgb, var(--_bad) 10%, var(--_surface));
  }
  [data-tone='bad'] .mark {
    background: var(--_bad);
  }
  [data-tone='busy'] .mark {
    background: none;
    border: 2px solid var(--_line);
    border-block-start-color: var(--_text);
    inline-size: 18px;
    block-size: 18px;
    margin-block-start: 3px;
    animation: turn 1s linear infinite;
  }
  @keyframes turn {
    to {
      rotate: 1turn;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    [data-tone='busy'] .mark {
      animation: none;
    }
  }
  @media (forced-colors: active) {
    button,
    .button,
    .message {
      border: 1px solid;
    }
  }
`;
