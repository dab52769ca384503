/** Name of the `BroadcastChannel` between a return page and the widgets of its origin. */
export const CHANNEL_NAME = 'monime-checkout';

/** Which of the two return URLs the customer came back to. Not a proof of payment. */
export type ReturnOutcome = 'success' | 'cancel';

/** Message of a return page to the widgets. A reason to query the provider, not a proof of payment. */
export interface ReturnMessage {
  type: 'monime-checkout:return';
  outcome: ReturnOutcome;
  /** Id of the session; null if the return page does not know it. */
  reference: string | null;
  /** Random text that the acknowledgement repeats. */
  nonce: string;
}

/** Reply of a widget that tracks this session; the return page may then close its window. */
export interface Acknowledgement {
  type: 'monime-checkout:acknowledged';
  nonce: string;
}

export function isRecord(data: unknown): data is Record<string, unknown> {
  return typeof data === 'object' && data !== null;
}

/** Validates received data, because any page can send messages; null if it is not a return message. */
export function readReturnMessage(data: unknown): ReturnMessage | null {
  if (!isRecord(data)) return null;
  const {type, outcome, reference, nonce} = data;
  if (type !== 'monime-checkout:return' || typeof nonce !== 'string' || nonce.length > 64) return null;
  if (outcome !== 'success' && outcome !== 'cancel') return null;
  if (reference !== null && (typeof reference !== 'string' || reference.length > 128)) return null;
  return {type, outcome, reference, nonce};
}

/** Whether received data acknowledges the return message with this nonce. */
export function isAcknowledgement(data: unknown, nonce: string): data is Acknowledgement {
  return isRecord(data) && data['type'] === 'monime-checkout:acknowledged' && data['nonce'] === nonce;
}
