import {css} from 'lit';

/** The public custom properties, which a merchant may set on the element. */
export const PUBLIC_PROPERTIES = [
  '--monime-checkout-accent',
  '--monime-checkout-on-accent',
  '--monime-checkout-surface',
  '--monime-checkout-text',
  '--monime-checkout-radius',
  '--monime-checkout-font',
] as const;

/** Default accent and background of each theme. */
export const LIGHT = {brand: css`#0f6b50`, surface: css`#fff`};
export const DARK = {brand: css`#5fd0a0`, surface: css`#161c19`};

const darkTheme = css`
  --_brand: ${DARK.brand};
  --_on-accent: #000;
  --_surface: var(--monime-checkout-surface, ${DARK.surface});
  --_text: var(--monime-checkout-text, #eef3f0);
  --_good: #5fd0a0;
  --_bad: #ffb4ab;
  --_warn: #f2c16b;
  color-scheme: dark;
`;

/**
 * Theme of the card and the dialog: private custom properties derived from the public ones. `all: initial` inherits
 * nothing from the page but custom properties and the writing direction. `column-rule-color` and `outline-color` draw
 * nothing here: their computed values are the merchant's accent and on-accent as the engine resolves them, and their
 * transitions fire `transitionend` when the page changes them.
 */
export const themeStyles = css`
  .look {
    all: initial;
    --_brand: ${LIGHT.brand};
    --_accent: var(--_brand);
    --_on-accent: #fff;
    --_surface: var(--monime-checkout-surface, ${LIGHT.surface});
    --_text: var(--monime-checkout-text, #17211d);
    --_muted: color-mix(in srgb, var(--_text) 70%, var(--_surface));
    --_line: color-mix(in srgb, var(--_text) 14%, var(--_surface));
    --_tint: color-mix(in srgb, var(--_text) 5%, var(--_surface));
    --_firm: color-mix(in srgb, var(--_text) 50%, var(--_surface));
    --_ring: var(--_text);
    --_edge: transparent;
    --_good: #0d6e48;
    --_bad: #b3261e;
    --_warn: #7a4d00;
    --_radius: var(--monime-checkout-radius, 14px);
    --_radius-m: calc(var(--_radius) * 0.7);
    --_radius-s: calc(var(--_radius) * 0.5);
    --_font: var(--monime-checkout-font, system-ui, sans-serif);
    box-sizing: border-box;
    color-scheme: light;
    background-color: var(--_surface);
    color: var(--_text);
    font: 16px/1.5 var(--_font);
    font-variant-numeric: tabular-nums;
    overflow-wrap: anywhere;
    -webkit-text-size-adjust: 100%;
    text-size-adjust: 100%;
    column-rule-color: var(--monime-checkout-accent, #000);
    outline-color: var(--monime-checkout-on-accent, #000);
    transition-property: column-rule-color, outline-color, background-color;
    transition-duration: 1ms;
  }
  @supports (color: color-mix(in srgb, red, blue)) {
    .look {
      background-color: color-mix(in srgb, var(--_surface), var(--_surface));
      column-rule-color: color-mix(in srgb, var(--monime-checkout-accent, #000), var(--monime-checkout-accent, #000));
      outline-color: color-mix(in srgb, var(--monime-checkout-on-accent, #000), var(--monime-checkout-on-accent, #000));
    }
  }
  :host([theme='dark']) .look,
  :host([data-theme='dark']) .look {
    ${darkTheme}
  }
  @media (prefers-color-scheme: dark) {
    :host(:not([theme='light'], [data-theme='light'])) .look {
      ${darkTheme}
    }
  }
  @supports not (color: color-mix(in srgb, red, blue)) {
    .look {
      --_muted: var(--_text);
      --_line: #8886;
      --_tint: #8882;
      --_firm: #888;
    }
  }
  .look *,
  .look ::before,
  .look ::after {
    box-sizing: border-box;
  }
  .look h2,
  .look p,
  .look ul,
  .look ol,
  .look dl,
  .look dd {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .unseen {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  button,
  .button {
    display: block;
    min-block-size: 48px;
    padding: 12px 16px;
    border: 1px solid transparent;
    border-radius: var(--_radius-m);
    background: none;
    color: inherit;
    font: inherit;
    font-weight: 600;
    line-height: 1.35;
    text-align: center;
    text-decoration: none;
    cursor: pointer;
    touch-action: manipulation;
    -webkit-tap-highlight-color: transparent;
  }
  .primary {
    border-color: var(--_edge);
    background: var(--_accent);
    color: var(--_on-accent);
  }
`;
