/** What nobody needs before the click: one chunk, fetched in the idle time after the first paint. */
export {openInline} from './surfaces/inline.ts';
export {openModal} from './surfaces/modal.ts';
export {openPopup} from './surfaces/popup.ts';
export {frameView, roomView} from './views/room.ts';
export {roomStyles} from './views/room.styles.ts';
