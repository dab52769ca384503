import type {ReactiveController, ReactiveControllerHost} from 'lit';
import {parseComputedColour} from '../../core/colour.ts';
import {type Palette, paletteOf} from '../../core/palette.ts';
import type {CheckoutSession} from '../../core/session.ts';

/** Empty until the card is rendered. */
export type Branding = Readonly<Partial<Palette>>;

/** Returns the value of a public custom property if it is a colour, else null. */
function validColour(style: CSSStyleDeclaration, name: string): string | null {
  const value = style.getPropertyValue(`--monime-checkout-${name}`).trim();
  return value && globalThis.CSS?.supports('color', value) ? value : null;
}

/** Falls back to the default surface and text colours if the merchant's values are not colours. */
function resetInvalidColours(host: HTMLElement, card: HTMLElement): void {
  const style = getComputedStyle(host);
  for (const name of ['surface', 'text']) {
    const property = `--monime-checkout-${name}`;
    const isInvalid = style.getPropertyValue(property) && !validColour(style, name);
    card.style.setProperty(property, isInvalid ? 'initial' : '');
  }
}

/**
 * Derives the palette from the accent: the merchant's, else the session's, else the default. Ignores invalid colours.
 * @param card has the private custom properties; its computed style resolves the merchant's colours, see theme.styles.ts
 */
function createBranding(card: HTMLElement, session: CheckoutSession | null): Branding {
  const style = getComputedStyle(card);
  const surface = parseComputedColour(style.backgroundColor, '#ffffff') ?? '#ffffff';
  const merchantAccent = validColour(style, 'accent') && parseComputedColour(style.columnRuleColor, surface);
  const accent = merchantAccent ?? session?.accent ?? style.getPropertyValue('--_brand').trim();
  const onAccent = validColour(style, 'on-accent') && parseComputedColour(style.outlineColor, accent);
  return paletteOf(accent, surface, onAccent);
}

const PROPERTIES = ['--_accent', '--_on-accent', '--_accent-hover', '--_ring', '--_edge'] as const;

interface BrandingHost extends ReactiveControllerHost, HTMLElement {
  readonly renderRoot: HTMLElement | DocumentFragment;
  readonly served: readonly ChildNode[];
}

/** Applies the merchant's or the session's colours to the card. */
export class BrandingController implements ReactiveController {
  #host: BrandingHost;
  #session: () => CheckoutSession | null;
  /** The session's accent as last applied; undefined if none was applied since the element was connected. */
  #appliedAccent: string | null | undefined;
  branding: Branding = {};

  constructor(host: BrandingHost, session: () => CheckoutSession | null) {
    this.#host = host;
    this.#session = session;
    host.addController(this);
  }

  hostConnected(): void {
    this.#appliedAccent = undefined;
  }

  /** Applies the colours before the order is rendered, because the engine then has fewer elements to restyle. */
  hostUpdate(): void {
    this.hostUpdated();
  }

  hostUpdated(): void {
    if (this.#appliedAccent !== (this.#session()?.accent ?? null)) this.restyle();
  }

  /** Applies the colours. Also the listener of `transitionend`, which fires when the page's styles have changed them. */
  restyle = (): void => {
    const card = this.#host.renderRoot.querySelector<HTMLElement>('.card');
    // The card of a server has its colours.
    if (!card || this.#host.served.length > 0) return;
    const session = this.#session();
    this.#appliedAccent = session?.accent ?? null;
    resetInvalidColours(this.#host, card);
    this.branding = createBranding(card, session);
    for (const name of PROPERTIES) card.style.setProperty(name, this.branding[name] ?? '');
  };
}
