import {sessionOf, type State, type SurfaceName} from '../../core/state.ts';
import {openInline} from '../surfaces/inline.ts';
import {openModal} from '../surfaces/modal.ts';
import {openPopup} from '../surfaces/popup.ts';
import {openQr} from '../surfaces/qr.ts';
import type {SurfaceModel, SurfaceOptions} from '../surfaces/surface.ts';
import {linkAndCodeStyles} from '../views/link-and-code.styles.ts';
import {PUBLIC_PROPERTIES} from '../views/theme.styles.ts';
import {waitingRoomStyles} from '../views/waiting-room.styles.ts';
import type {Language} from '../locales/language.ts';
import {surfaceView} from '../views/surface.ts';

/** Surfaces that the widget draws in its page; a redirect leaves the page instead. */
export type DrawnSurface = Exclude<SurfaceName, 'redirect'>;

/** Texts and colours of the surface. */
interface SurfaceContext {
  readonly language: Language;
  readonly branding: Readonly<Record<string, string | null>>;
}

export interface OpenSurfaceOptions extends Omit<SurfaceOptions, 'styles' | 'properties'> {
  context: SurfaceContext;
  state(): State;
  /** Milliseconds until the session expires, by the server's clock; null if unknown. */
  timeLeft(): number | null;
  /** The window that was opened inside the click; null if there is none. */
  window: Window | null;
}

export interface OpenSurface {
  /** The window that shows the hosted page; null without a reference to one. */
  readonly window: Window | null;
  draw(): void;
}

function createModel({
  context,
  state: getState,
  timeLeft: getTimeLeft,
  onDismiss,
  onNudge,
}: OpenSurfaceOptions): SurfaceModel {
  const state = getState();
  const {language, branding} = context;
  const session = sessionOf(state);
  const url = session?.hostedUrl ?? null;
  const viewModel = {state, language, url, timeLeft: getTimeLeft(), dismiss: onDismiss, nudge: onNudge};
  return {
    url,
    label: session?.title ?? language.strings.order,
    frameTitle: language.strings.paymentPage,
    lang: language.tag,
    branding,
    isLocked: state.phase === 'confirming' && !state.overdue,
    view: (parts) => surfaceView(parts, viewModel),
  };
}

/** Opens a surface; `draw()` then draws the current state in it. */
export function openSurface(name: DrawnSurface, options: OpenSurfaceOptions): OpenSurface {
  const styles = name === 'qr' ? [linkAndCodeStyles] : [...waitingRoomStyles, linkAndCodeStyles];
  const open = {modal: openModal, inline: openInline, popup: openPopup, qr: openQr}[name];
  const surface = open({...options, styles, properties: PUBLIC_PROPERTIES}, createModel(options), options.window);
  return {
    get window() {
      return surface.window;
    },
    draw: () => surface.draw(createModel(options)),
  };
}
