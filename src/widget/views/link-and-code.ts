import {html, nothing, svg, type TemplateResult} from 'lit';
import type {Strings} from '../locales/en.ts';
import {buttonView} from './button.ts';

/** State of the link for another device or browser. */
export interface PaymentLinkState {
  /** The QR code; null while it is hidden. */
  code: {size: number; path: string} | null;
  /** Whether the link was copied; `by-hand` if the customer has to copy it. */
  copied: 'no' | 'yes' | 'by-hand';
  copy(url: string): void;
}

/** A QR code. Dark on white in every theme, with a quiet zone, so that phones can read it. */
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

/** The link, with a button that copies it. */
export function linkView(url: string, paymentLink: PaymentLinkState, strings: Strings): TemplateResult {
  return html`<div class="link">
    <input readonly dir="ltr" aria-label=${strings.link} .value=${url} @focus=${selectAll} />
    ${buttonView(paymentLink.copied === 'yes' ? strings.copied : strings.copyLink, 'secondary', () => paymentLink.copy(url))}
    <p role="status" .textContent=${paymentLink.copied === 'by-hand' ? strings.copyByHand : ''}></p>
  </div>`;
}
