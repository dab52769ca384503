import {sessionOf, type State, type SurfaceName} from '../../core/state.ts';
import {openInline} from '../surfaces/inline.ts';
import {openModal} from '../surfaces/modal.ts';
import {openPopup} from '../surfaces/popup.ts';
import {openQr} from '../surfaces/qr.ts';
import type {SurfaceModel, SurfaceOptions} from '../surfaces/surface.ts';
import {linkAndCodeStyles} from '../views/link-and-code.styles.ts';
import {PUBLIC_PROPERTIES} from '../views/theme.styles.ts';
import {roomStyles} from '../views/waiting-room.styles.ts';
import type {Language} from '../locales/language.ts';
import {surfaceView} from '../views/surface.ts';

/** Surfaces that stand in or over the page; a redirect leaves it. */
export type Placed = Exclude<SurfaceName, 'redirect'>;

/** Texts and colours of the surface. */
interface SurfaceContext {
  readonly language: Language;
  readonly branding: Readonly<Record<string, string | null>>;
}

export interface OpenSurfaceOptions extends Omit<SurfaceOptions, 'styles' | 'properties'> {
  context: SurfaceContext;
  state(): State;
  /** Milliseconds until the session expires, by the server's clock; null where that is not known. */
  timeLeft(): number | null;
  /** The window that was opened inside the click, where there is one. */
  window: Window | null;
}

export interface OpenSurface {
  /** The window that shows the hosted page; null where it is out of our hands. */
  readonly window: Window | null;
  draw(): void;
}

function modelOf({
  context,
  state: stateOf,
  timeLeft: timeLeftOf,
  onDismiss,
  onNudge,
}: OpenSurfaceOptions): SurfaceModel {
  const state = stateOf();
  const {language, branding} = context;
  const session = sessionOf(state);
  const url = session?.hostedUrl ?? null;
  const viewModel = {state, language, url, timeLeft: timeLeftOf(), dismiss: onDismiss, nudge: onNudge};
  return {
    url,
    label: session?.title ?? language.strings.order,
    frameTitle: language.strings.paymentPage,
    lang: language.tag,
    branding,
    held: state.phase === 'confirming' && !state.overdue,
    view: (parts) => surfaceView(parts, viewModel),
  };
}

/** Opens a surface, and draws the state in it whenever it is asked to. */
export function openSurface(name: Placed, options: OpenSurfaceOptions): OpenSurface {
  const styles = name === 'qr' ? [linkAndCodeStyles] : [...roomStyles, linkAndCodeStyles];
  const open = {modal: openModal, inline: openInline, popup: openPopup, qr: openQr}[name];
  const surface = open({...options, styles, properties: PUBLIC_PROPERTIES}, modelOf(options), options.window);
  return {
    get window() {
      return surface.window;
    },
    draw: () => surface.draw(modelOf(options)),
  };
}
