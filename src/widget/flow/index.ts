/** What nobody needs before there is something to pay or to watch: one chunk, fetched in the idle time after the first paint. */
export {readReturnMessage} from '../../core/return-message.ts';
export {openSurface} from './open-surface.ts';
export {OutcomeWatch} from './outcome-tracker.ts';
export {watchFrame} from '../surfaces/frame.ts';
export {createModal, waiting} from '../surfaces/modal.ts';
export {roomStyles} from '../views/waiting-room.styles.ts';
