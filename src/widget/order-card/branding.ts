import type {ReactiveController, ReactiveControllerHost} from 'lit';
import {readComputed} from '../../core/colour.ts';
import {type Palette, paletteOf} from '../../core/palette.ts';
import type {CheckoutSession} from '../../core/session.ts';

/** Empty until the card is drawn. */
export type Branding = Readonly<Partial<Palette>>;

/** What the merchant set on the element, where it is a colour. */
function colourOf(style: CSSStyleDeclaration, name: string): string | null {
  const value = style.getPropertyValue(`--monime-checkout-${name}`).trim();
  return value && CSS.supports('color', value) ? value : null;
}

/** Takes our own ground where the merchant's is no colour. */
function mendGround(host: HTMLElement, look: HTMLElement): void {
  const style = getComputedStyle(host);
  for (const name of ['surface', 'text']) {
    const property = `--monime-checkout-${name}`;
    const isWrong = style.getPropertyValue(property) && !colourOf(style, name);
    look.style.setProperty(property, isWrong ? 'initial' : null);
  }
}

/**
 * The colours that hang on the accent: the merchant's, else the session's, else ours. What is no colour is ignored.
 * @param look the element that has the private custom properties; engines write its colours out for us
 */
function brandingOf(look: HTMLElement, session: CheckoutSession | null): Branding {
  const style = getComputedStyle(look);
  const surface = readComputed(style.backgroundColor, '#ffffff') ?? '#ffffff';
  const own = colourOf(style, 'accent') && readComputed(style.columnRuleColor, surface);
  const accent = own ?? session?.accent ?? style.getPropertyValue('--_brand').trim();
  const wanted = colourOf(style, 'on-accent') && readComputed(style.outlineColor, accent);
  return paletteOf(accent, surface, wanted);
}

const PROPERTIES = ['--_accent', '--_on-accent', '--_accent-hover', '--_ring', '--_edge'] as const;

interface BrandingHost extends ReactiveControllerHost, HTMLElement {
  readonly renderRoot: HTMLElement | DocumentFragment;
}

/** Draws the card in the merchant's colours, or in the session's. */
export class BrandingController implements ReactiveController {
  #host: BrandingHost;
  #session: () => CheckoutSession | null;
  /** The session's accent, as it was drawn last; undefined where nothing is drawn in this place. */
  #drawn: string | null | undefined;
  branding: Branding = {};

  constructor(host: BrandingHost, session: () => CheckoutSession | null) {
    this.#host = host;
    this.#session = session;
    host.addController(this);
  }

  hostConnected(): void {
    this.#drawn = undefined;
  }

  /** Before the order stands in the card, there is less to style anew. */
  hostUpdate(): void {
    this.hostUpdated();
  }

  hostUpdated(): void {
    if (this.#drawn !== (this.#session()?.accent ?? null)) this.restyle();
  }

  /** Also when the page's styles have changed: the end of a transition says so. */
  restyle = (): void => {
    const card = this.#host.renderRoot.querySelector<HTMLElement>('.card');
    if (!card) return;
    const session = this.#session();
    this.#drawn = session?.accent ?? null;
    mendGround(this.#host, card);
    this.branding = brandingOf(card, session);
    for (const name of PROPERTIES) card.style.setProperty(name, this.branding[name] ?? null);
  };
}
