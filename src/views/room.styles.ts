import {css} from 'lit';
import {look} from './look.styles.ts';

const room = css`
  dialog {
    inline-size: min(480px, 100vw - 32px);
    max-inline-size: none;
    max-block-size: calc(100vh - 24px);
    max-block-size: calc(100dvh - 24px);
    padding: 0;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: var(--_text);
    font: 16px/1.5 var(--_font);
    overflow: hidden;
    overflow-wrap: anywhere;
    box-shadow: 0 24px 64px rgb(0 0 0 / 35%);
  }
  dialog.framed {
    block-size: min(780px, 100vh - 32px);
    block-size: min(780px, 100dvh - 32px);
  }
  dialog[open] {
    display: flex;
    flex-direction: column;
  }
  dialog::backdrop {
    background: rgb(10 16 14 / 60%);
  }
  .bar {
    display: grid;
    grid-template-columns: 1fr auto auto;
    align-items: center;
    column-gap: 8px;
    padding-block: 8px;
    padding-inline: 20px 8px;
    border-block-end: 1px solid var(--_line);
  }
  .what {
    min-inline-size: 0;
  }
  .bar h2 {
    font-size: 16px;
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
    display: inline-flex;
    align-items: center;
    min-block-size: 44px;
    color: inherit;
    font-size: 14px;
    text-align: end;
  }
  .close {
    inline-size: 44px;
    min-block-size: 44px;
    padding: 0;
    background: transparent;
    color: inherit;
    font-weight: 400;
  }
  .body {
    display: grid;
    gap: 16px;
    min-block-size: 0;
    padding: 20px;
    overflow: auto;
  }
  .strip:empty {
    display: none;
  }
  .strip .message {
    border-radius: 0;
  }
  .frame {
    position: relative;
    flex: 1;
    min-block-size: 0;
  }
  .frame iframe {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    border: 0;
  }
  .loading {
    padding: 24px;
    color: var(--_muted);
    text-align: center;
  }
  @media (max-width: 520px) {
    .window {
      grid-row: 2;
      grid-column: 1 / -1;
    }
    dialog {
      inline-size: 100%;
      border-width: 1px 0 0;
      margin-block-end: 0;
      border-end-start-radius: 0;
      border-end-end-radius: 0;
      padding-block-end: env(safe-area-inset-bottom);
    }
    dialog.framed {
      block-size: calc(100vh - 24px);
      block-size: calc(100dvh - 24px);
    }
  }
`;

export const roomStyles = [look, room];
