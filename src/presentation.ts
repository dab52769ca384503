/** What nobody needs before there is something to pay or to watch: one chunk, fetched in the idle time after the first paint. */
export {OutcomeWatch} from './outcome-watch.ts';
export {watchFrame} from './surfaces/frame.ts';
export {openInline} from './surfaces/inline.ts';
export {createModal, openModal, waiting} from './surfaces/modal.ts';
export {openPopup} from './surfaces/popup.ts';
export {openQr} from './surfaces/qr.ts';
export {handOverStyles} from './views/hand-over.styles.ts';
export {roomStyles} from './views/room.styles.ts';
export {surfaceView} from './views/surface.ts';
