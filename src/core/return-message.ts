/** Name of the `BroadcastChannel` between a return page and the widgets of its origin. */
export const CHANNEL = 'monime-checkout';

/** Which of the two return URLs the customer came back to. It proves nothing. */
export type ReturnOutcome = 'success' | 'cancel';

/** What a return page says: a reason to ask the provider, never a proof of anything. */
export interface ReturnMessage {
  type: 'monime-checkout:return';
  outcome: ReturnOutcome;
  /** The session's id, where the return page knows it. */
  reference: string | null;
  /** Echoed by the widget that watches this session. */
  nonce: string;
}

/** A widget's answer: it watches this session, so the return page may close its window. */
export interface Acknowledgement {
  type: 'monime-checkout:acknowledged';
  nonce: string;
}

function isRecord(data: unknown): data is Record<string, unknown> {
  return typeof data === 'object' && data !== null;
}

/** The return message in what a window sent, or null: any page can send anything. */
export function readReturnMessage(data: unknown): ReturnMessage | null {
  if (!isRecord(data)) return null;
  const {type, outcome, reference, nonce} = data;
  if (type !== 'monime-checkout:return' || typeof nonce !== 'string' || nonce.length > 64) return null;
  if (outcome !== 'success' && outcome !== 'cancel') return null;
  if (reference !== null && (typeof reference !== 'string' || reference.length > 128)) return null;
  return {type, outcome, reference, nonce};
}

/** Whether what a window sent acknowledges the return message with this nonce. */
export function isAcknowledgement(data: unknown, nonce: string): data is Acknowledgement {
  return isRecord(data) && data['type'] === 'monime-checkout:acknowledged' && data['nonce'] === nonce;
}
