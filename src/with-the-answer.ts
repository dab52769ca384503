/** What nobody needs before there is an answer to draw: one chunk, fetched beside it. */
export {Card} from './card.ts';
export {readReply, readReturnedId} from './client/reply.ts';
export {LateSession} from './late-session.ts';
export {readSession} from './providers/read.ts';
