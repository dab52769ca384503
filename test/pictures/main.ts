import {states} from '../../demo/gallery/states.ts';
import type {GalleryState} from '../../demo/gallery/state.ts';
import type {Look} from '../tools/state-pages.ts';

const PHONE = {width: 320, height: 568};
const DESKTOP = {width: 1280, height: 800};

/** The looks of a state that are compared: theme, direction and window. */
const main: Readonly<Record<string, readonly [Look['theme'], Look['dir'], typeof PHONE]>> = {
  loading: ['light', 'ltr', PHONE],
  ready: ['light', 'ltr', PHONE],
  'ready-four': ['dark', 'rtl', PHONE],
  'ready-pictures': ['light', 'rtl', DESKTOP],
  'ready-currencies': ['dark', 'ltr', DESKTOP],
  'ready-long': ['light', 'ltr', PHONE],
  'ready-dear': ['dark', 'ltr', PHONE],
  'ready-seven': ['light', 'ltr', PHONE],
  fees: ['light', 'ltr', PHONE],
  'test-mode': ['light', 'rtl', PHONE],
  'time-left': ['light', 'ltr', DESKTOP],
  template: ['dark', 'ltr', PHONE],
  disabled: ['light', 'ltr', PHONE],
  overdue: ['light', 'rtl', PHONE],
  'completed-order-number': ['light', 'ltr', PHONE],
  'completed-fees': ['dark', 'rtl', DESKTOP],
  'cancelled-renew': ['dark', 'ltr', PHONE],
  'note-closed': ['light', 'ltr', PHONE],
  'error-not-found': ['dark', 'rtl', PHONE],
  'idle-create': ['light', 'ltr', PHONE],
  logo: ['light', 'rtl', PHONE],
  'accent-yellow': ['light', 'ltr', PHONE],
  properties: ['dark', 'ltr', PHONE],
  dialog: ['light', 'ltr', DESKTOP],
  'dialog-overdue': ['dark', 'rtl', PHONE],
  'room-phone': ['light', 'rtl', DESKTOP],
  'room-link': ['dark', 'ltr', PHONE],
  'room-completed': ['light', 'ltr', PHONE],
  qr: ['light', 'ltr', PHONE],
};

/** The main states, each in one look, all looks among them. */
export const mainPictures: readonly {state: GalleryState; look: Look}[] = Object.entries(main).map(
  ([name, [theme, dir, size]]) => {
    const state = states.find((candidate) => candidate.name === name);
    if (!state) throw new Error(`There is no state ${name}.`);
    return {state, look: {theme, dir, ...size}};
  },
);
