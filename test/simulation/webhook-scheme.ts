import type {WebhookScheme} from './contract.ts';

const HEADER = 'Sim-Signature';

/** A webhook scheme whose signature is always right: signatures have tests of their own. */
export const webhookScheme: WebhookScheme = {
  header: HEADER,
  part: 'v1',
  encoding: 'hex',
  separator: '.',
  verifiers: [async () => true],
  sessionOf: (event) =>
    typeof event === 'object' && event !== null && 'session' in event && typeof event.session === 'string'
      ? event.session
      : null,
};

export function webhookRequest(origin: string, sessionId: string, seconds: number): Request {
  return new Request(`${origin}/checkout/webhooks`, {
    method: 'POST',
    headers: {'Content-Type': 'application/json', [HEADER]: `t=${seconds},v1=00`},
    body: JSON.stringify({session: sessionId, status: 'completed'}),
  });
}
