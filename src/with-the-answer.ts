/** What nobody needs before the first answer is asked for: one chunk, fetched beside it. */
export {LateSession} from './late-session.ts';
export {OutcomeWatch} from './outcome-watch.ts';
export {readSession} from './providers/read.ts';
