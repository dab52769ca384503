import {loadModule} from './load-module.ts';

/** QR code as an SVG path. */
export interface QrCode {
  /** Width and height, in modules. */
  size: number;
  /** Path of the dark modules. */
  path: string;
}

/** Result of copying the link. On `by-hand`, the link is selected for the customer to copy. */
export type CopyResult = 'no' | 'yes' | 'by-hand';

/** Encodes a URL as a QR code, without any third-party service. Loads the encoder at the first call. */
async function createQrCode(url: string): Promise<QrCode> {
  const {encode} = await loadModule('qr', () => import('uqr'));
  const {size, data} = encode(url, {ecc: 'M', border: 2});
  const path = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('');
  return {size, path};
}

/** Copies a text. Browsers allow this only in secure contexts and during a user activation. */
async function copyText(text: string): Promise<CopyResult> {
  try {
    await navigator.clipboard.writeText(text);
    return 'yes';
  } catch {
    return 'by-hand';
  }
}

/** State of the QR code and the copied link, for customers who pay on another device or in another browser. */
export class PaymentLink {
  code: QrCode | null = null;
  copied: CopyResult = 'no';
  #onChange: () => void;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  async showCode(url: string): Promise<void> {
    this.code = await createQrCode(url).catch(() => null);
    this.#onChange();
  }

  hideCode(): void {
    this.code = null;
    this.#onChange();
  }

  async copy(url: string): Promise<void> {
    this.copied = await copyText(url);
    this.#onChange();
  }
}
