import {css} from 'lit';
import {controlStyles, messageStyles} from './controls.styles.ts';
import {headerStyles} from './dialog-header.styles.ts';
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
  }
  @media (max-width: 520px), (max-height: 480px) {
    .framed .steps {
      gap: 2px;
      padding: 0 !important;
      border: 0;
      font-size: 0;
    }
    .framed .steps li {
      padding: 0;
    }
    .bar {
      padding-inline: 16px 4px;
    }
    .window span {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
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
