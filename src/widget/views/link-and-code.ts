import {html, nothing, svg, type TemplateResult} from 'lit';
import type {Strings} from '../locales/en.ts';

/** How far the hand-over to another device or browser has come. */
export interface PaymentLinkState {
  code: {size: number; path: string} | null;
  copied: 'no' | 'yes' | 'by-hand';
  copy(url: string): void;
}

/** A code that phones can read in any theme: dark on white, with its quiet zone. */
export function codeView(code: PaymentLinkState['code'], label: string): TemplateResult | typeof nothing {
  if (!code) return nothing;
  const {size, path} = code;
  return html`<svg
    part="qr"
    class="code"
    role="img"
    aria-label=${label}
    viewBox="0 0 ${size} ${size}"
    shape-rendering="crispEdges"
  >
    ${svg`<path fill="#fff" d="M0 0h${size}v${size}h-${size}z"/><path d=${path} />`}
  </svg>`;
}

function selectAll({currentTarget}: Event): void {
  if (currentTarget instanceof HTMLInputElement) currentTarget.select();
}

/** The link itself, to be copied by a button or by hand. */
export function linkView(url: string, paymentLink: PaymentLinkState, strings: Strings): TemplateResult {
  return html`<div class="link">
    <input readonly dir="ltr" aria-label=${strings.link} .value=${url} @focus=${selectAll} />
    <button type="button" part="button" class="secondary" @click=${() => paymentLink.copy(url)}>
      ${paymentLink.copied === 'yes' ? strings.copied : strings.copyLink}
    </button>
    <p role="status">${paymentLink.copied === 'by-hand' ? strings.copyByHand : nothing}</p>
  </div>`;
}
