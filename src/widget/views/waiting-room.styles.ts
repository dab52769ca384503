import {css} from 'lit';
import {controlStyles, messageStyles} from './controls.styles.ts';
import {themeStyles} from './theme.styles.ts';
import {paidStyles} from './paid.styles.ts';

const dialogStyles = css`
  :host {
    all: initial !important;
    display: block !important;
  }
  :host([hidden]) {
    display: none !important;
  }
  dialog.look {
    position: fixed;
    inset: 0;
    inline-size: min(480px, 100vw - 32px);
    max-block-size: calc(100vh - 32px);
    max-block-size: calc(100dvh - 32px);
    margin: auto;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    overflow: hidden;
    box-shadow: 0 24px 64px rgb(0 0 0 / 35%);
  }
  dialog:focus-visible {
    outline: none;
  }
  dialog.framed {
    block-size: min(780px, 100vh - 32px);
    block-size: min(780px, 100dvh - 32px);
  }
  dialog.room {
    block-size: fit-content;
  }
  dialog:not([open]) {
    display: none;
  }
  dialog[open] {
    display: flex;
    flex-direction: column;
  }
  dialog::backdrop {
    background: rgb(8 14 12 / 62%);
  }
  .body {
    display: grid;
    gap: 16px;
    min-block-size: 0;
    padding: 16px 20px 20px;
    overflow: auto;
    overscroll-behavior: contain;
  }
  .strip .message,
  .strip .paid {
    border-radius: 0;
  }
  .framed > .note {
    padding: 6px 20px;
  }
`;

const headerStyles = css`
  .bar {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto auto;
    align-items: center;
    column-gap: 8px;
    padding-block: 8px 4px;
    padding-inline: 20px 8px;
  }
  .look .bar h2 {
    font-size: 16px;
    font-weight: 700;
    line-height: 1.3;
    white-space: nowrap;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .bar .amount {
    display: block;
    color: var(--_muted);
    font-size: 14px;
    white-space: nowrap;
  }
  .window {
    display: inline-flex;
    align-items: center;
    min-block-size: 44px;
    color: inherit;
    font-size: 14px;
    text-align: end;
  }
  .close {
    display: grid;
    place-items: center;
    inline-size: 44px;
    min-block-size: 44px;
    padding: 0;
  }
  .close .mark {
    stroke: currentcolor;
  }
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

const frameStyles = css`
  .frame {
    position: relative;
    flex: 1;
    min-block-size: 0;
  }
  .frame iframe {
    position: absolute;
    inset: 0;
    z-index: 1;
    inline-size: 100%;
    block-size: 100%;
    border: 0;
  }
  .loading {
    position: absolute;
    inset: 0;
    display: grid;
    place-items: center;
  }
  .loading .message {
    background: none;
  }
  iframe[data-loaded] + .loading {
    display: none;
  }
`;

const smallScreenStyles = css`
  @media (max-width: 520px) {
    .bar .window {
      grid-row: 2;
      grid-column: 1 / -1;
    }
    dialog.look {
      inline-size: 100%;
      max-inline-size: none;
      margin-block-end: 0;
      border-width: 1px 0 0;
      border-end-start-radius: 0;
      border-end-end-radius: 0;
    }
    dialog.framed {
      block-size: calc(100vh - 24px);
      block-size: calc(100dvh - 24px);
    }
    .body {
      padding-block-end: calc(20px + env(safe-area-inset-bottom));
    }
    .frame {
      margin-block-end: env(safe-area-inset-bottom);
    }
  }
  @media (max-height: 480px) {
    dialog.look {
      inline-size: min(720px, 100vw);
      max-block-size: 100vh;
      max-block-size: 100dvh;
      padding-inline: env(safe-area-inset-left) env(safe-area-inset-right);
    }
    dialog.framed {
      block-size: 100vh;
      block-size: 100dvh;
    }
    .bar .window {
      grid-row: auto;
      grid-column: auto;
    }
    .framed .steps {
      padding-block: 0 !important;
      font-size: 0;
      border: 0;
    }
  }
  @media (prefers-reduced-motion: no-preference) {
    dialog::backdrop {
      animation: dim 0.2s ease-out;
    }
  }
  @keyframes dim {
    from {
      opacity: 0;
    }
  }
  @media (forced-colors: active) {
    .steps [aria-current] {
      border-image: none;
      border-color: Highlight;
    }
  }
`;

/** Styles of the dialog, with a frame or with the waiting room. */
export const waitingRoomStyles = [
  themeStyles,
  controlStyles,
  messageStyles,
  paidStyles,
  dialogStyles,
  headerStyles,
  frameStyles,
  smallScreenStyles,
];
