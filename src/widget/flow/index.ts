/** Download stage 3, loaded when idle or when a payment starts: surfaces and outcome tracking. */
export {readReturnMessage} from '../../core/return-message.ts';
export {watchFrame} from '../surfaces/frame.ts';
export {createModal, preloadedModals} from '../surfaces/modal.ts';
export {waitingRoomStyles} from '../views/waiting-room.styles.ts';
export {openSurface} from './open-surface.ts';
export {OutcomeTracker} from './outcome-tracker.ts';
