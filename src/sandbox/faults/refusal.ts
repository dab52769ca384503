import {html} from 'hono/html';
import {document, pageHeaders} from '../html.ts';

const REASONS: Readonly<Record<number, string>> = {
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not_found',
  409: 'conflict',
  429: 'too_many_requests',
};

const MESSAGE = 'The sandbox was told to fail';

function monimeRefusal(status: number): Response {
  const reason = REASONS[status] ?? (status < 500 ? 'bad_request' : 'internal_error');
  const headers = {...(status === 429 && {'Retry-After': '1', 'Monime-Rate-Limit': 'endpoint-limit'})};
  const error = {code: status, reason, message: MESSAGE, details: []};
  return Response.json({success: false, messages: [], error}, {status, headers});
}

function payMongoRefusal(status: number, cors: boolean): Response {
  const headers = {...(cors && {'Access-Control-Allow-Origin': '*'})};
  if (status === 429) return new Response('Too Many Requests', {status, headers});
  return Response.json({errors: [{code: 'sandbox_fault', detail: `${MESSAGE}.`}]}, {status, headers});
}

async function pageRefusal(status: number): Promise<Response> {
  const main = html`<section class="card">
    <h1>This page does not work</h1>
    <p>${MESSAGE}: ${status}.</p>
  </section>`;
  const headers = {...pageHeaders({framing: 'allowed', coop: false}), 'Content-Type': 'text/html; charset=utf-8'};
  return new Response(String(await document('Fault', main)), {status, headers});
}

/**
 * Says no as whoever is asked would.
 * @param path of the request, which tells who is asked
 * @param cors whether pages of other sites may read PayMongo's answer
 */
export async function refusal(path: string, status: number, cors: boolean): Promise<Response> {
  if (path.startsWith('/monime')) return monimeRefusal(status);
  if (path.startsWith('/paymongo')) return payMongoRefusal(status, cors);
  return pageRefusal(status);
}
