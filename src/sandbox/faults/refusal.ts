import {html} from 'hono/html';
import {htmlDocument, pageHeaders} from '../html.ts';

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
  return new Response(String(await htmlDocument('Fault', main)), {status, headers});
}

/**
 * Returns an error response in the format of the provider, or an HTML page for a hosted page.
 * @param path path of the request, which decides the format
 * @param cors whether PayMongo's response carries CORS headers
 */
export async function refusalResponse(path: string, status: number, cors: boolean): Promise<Response> {
  if (path.startsWith('/monime')) return monimeRefusal(status);
  if (path.startsWith('/paymongo')) return payMongoRefusal(status, cors);
  return pageRefusal(status);
}
