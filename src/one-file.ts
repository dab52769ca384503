import './define.ts';
import {loadStrings} from './widget/locales/load-strings.ts';

export * from './index.ts';
export {buildId} from './widget/dom/load-module.ts';

/** The modules that pages take from this file if their own file of the same build is gone. */
export const modules = {
  'order-card': () => import('./widget/order-card/index.ts'),
  'in-app-notice': () => import('./widget/order-card/in-app-notice.ts'),
  takeover: () => import('./widget/order-card/takeover.ts'),
  flow: () => import('./widget/flow/index.ts'),
  'read-session': () => import('./providers/read-session.ts'),
  'click-session': () => import('./widget/controller/click-session.ts'),
  'returned-target': () => import('./widget/controller/returned-target.ts'),
  preload: () => import('./widget/preload/preload.ts'),
  qr: () => import('uqr'),
  fr: () => loadStrings('fr'),
  ar: () => loadStrings('ar'),
  kri: () => loadStrings('kri'),
  fil: () => loadStrings('fil'),
};
