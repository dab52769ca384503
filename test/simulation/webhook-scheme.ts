import type {WebhookScheme} from './contract.ts';

const HEADER = 'Sim-Signature';

/** A webhook scheme whose signature is always right: signatures have tests of their own. */
export const webhookScheme: WebhookScheme = {
  header: HEADER,
  part: 'v1',
  encoding: 'hex',
  separator: '.',
  verifiers: [async () => true],
  read: (event) =>
    typeof event === 'object' && event !== null && 'session' in event && typeof event.session === 'string'
      ? {session: event.session, isPaid: true, at: 'at' in event && typeof event.at === 'number' ? event.at : null}
      : null,
};

export function webhookRequest(origin: string, sessionId: string, at: number): Request {
  return new Request(`${origin}/checkout/webhooks`, {
    method: 'POST',
    headers: {'Content-Type': 'application/json', [HEADER]: `t=${Math.floor(at / 1000)},v1=00`},
    body: JSON.stringify({session: sessionId, at}),
  });
}
