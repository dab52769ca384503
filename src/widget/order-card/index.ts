/** What nobody needs before there is an answer to draw: one chunk, fetched beside it. */
export {Card} from './order-card.ts';
export {readReply, readReturnedId} from '../client/parse-response.ts';
export {LateSession} from './session-creator.ts';
export {readSession} from '../../providers/read-session.ts';
