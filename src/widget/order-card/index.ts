/** Download stage 2, requested together with the session: validates responses and draws the order. */
export {OrderCard} from './order-card.ts';
export {parseReply} from '../client/parse-response.ts';
export {isNormalized, readNormalized} from '../../providers/normalized.ts';
