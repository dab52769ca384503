/** A QR code, ready to be drawn: the path of its dark modules in a square of `size`. */
export interface Code {
  size: number;
  path: string;
}

/** How the copying of the link went; `by-hand` selects the link for the customer to copy. */
export type Copied = 'no' | 'yes' | 'by-hand';

/** Makes the QR code of a URL. Its encoder is fetched when it is wanted; nothing is asked of any network. */
async function createCode(url: string): Promise<Code> {
  const {encode} = await import('uqr');
  const {size, data} = encode(url, {ecc: 'M', border: 2});
  const path = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('');
  return {size, path};
}

/** Copies a text; browsers allow it on secure pages and inside a click only. */
async function copyText(text: string): Promise<Copied> {
  try {
    await navigator.clipboard.writeText(text);
    return 'yes';
  } catch {
    return 'by-hand';
  }
}

/** The ways to pay elsewhere than in a window of this device: on a phone, or where the link is pasted. */
export class PaymentLink {
  code: Code | null = null;
  copied: Copied = 'no';
  #changed: () => void;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  async showCode(url: string): Promise<void> {
    this.code = await createCode(url).catch(() => null);
    this.#changed();
  }

  hideCode(): void {
    this.code = null;
    this.#changed();
  }

  async copy(url: string): Promise<void> {
    this.copied = await copyText(url);
    this.#changed();
  }
}
