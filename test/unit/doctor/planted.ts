import {createHmac} from 'node:crypto';
import {type Mistake, PAGE} from './endpoint.ts';
import {MONIME_SECRET} from '../server/signing.ts';
import {asIf, changed, headers, hosted, instead, page, session} from './mistakes.ts';

const READ = /^GET \/sessions\/scs-(?!doctor)/;
const READ_ANY = /^GET \/sessions\//;
const RETURN_PAGE = /^GET \/return\//;
const WEBHOOK = /^POST \/webhooks/;

function taken(isTaken: (request: Request) => boolean): Mistake {
  return (request, right) =>
    new URL(request.url).pathname.endsWith('/webhooks') && isTaken(request)
      ? Response.json({received: true})
      : right(request);
}

function signedAt({headers}: Request): number {
  return Number(/t=(\d+)/.exec(headers.get('Monime-Signature') ?? '')?.[1]) * 1000;
}

/** What is wrong, and what is then found: this and nothing else. The origin is that of the page. */
export const PLANTED: [code: string, what: string, mistake: Mistake, origin?: string][] = [
  ['redirects', 'the shop is on another host', instead(/./, () => Response.redirect('https://www.shop.example/', 301))],
  ['nothing_there', 'the rest of the site answers everything', instead(/./, () => page())],
  ['nothing_there', 'there is nothing below the path', instead(/./, () => page(404))],
  ['no_answer_in_time', 'the return script hangs', instead(/^GET \/return\.js/, () => new Promise(() => undefined))],
  [
    'garbled',
    'a proxy says gzip and sends plain text',
    instead(READ, () => new Response('{}', {headers: {'Content-Encoding': 'gzip'}})),
  ],
  [
    'rate_limited',
    'few requests are allowed',
    instead(READ, () => new Response(null, {status: 429, headers: {'Retry-After': '60'}})),
  ],
  [
    'no_retry_after',
    'few requests are allowed, without a time',
    instead(READ, () => new Response(null, {status: 429})),
  ],
  [
    'unknown_id_answers',
    'every id is a paid session',
    instead(/^GET \/sessions\/scs-doctor-/, () => Response.json({status: 'completed'})),
  ],
  [
    'unknown_id_fails',
    'an unknown session throws',
    instead(/^GET \/sessions\/scs-doctor-/, () => new Response('Internal Server Error', {status: 500})),
  ],
  [
    'malformed_id_passes',
    'the id is handed on unchecked',
    instead(/^GET \/sessions\/.*%2F/i, () => Response.json({result: []})),
  ],
  ['unknown_reference', 'every reference is answered', instead(/^GET \/returns\//, () => Response.json({id: 'scs-1'}))],
  [
    'error_unknown',
    'the framework words its own errors',
    changed(/./, (answer) => (answer.status === 404 ? Response.json({detail: 'Not Found'}, {status: 404}) : answer)),
  ],
  ['error_not_json', 'errors are pages', changed(/./, (answer) => (answer.status === 404 ? page(404) : answer))],
  [
    'cors_credentials',
    'any origin may ask with cookies',
    headers(/^(GET|OPTIONS) \/sessions/, {
      'Access-Control-Allow-Origin': '*',
      'Access-Control-Allow-Credentials': 'true',
    }),
  ],
  ['cors_any', 'any origin may ask', headers(/^(GET|OPTIONS) \/sessions/, {'Access-Control-Allow-Origin': '*'})],
  ['cors_refused', 'the page is no origin of the shop', (request, right) => right(request), 'http://other.localhost'],
  ['cors_preflight', 'OPTIONS is not handed on', instead(/^OPTIONS/, () => page(405)), PAGE],
  ['headers_hidden', 'Retry-After is not exposed', headers(READ_ANY, {'Access-Control-Expose-Headers': 'Date'}), PAGE],
  ['stranger_creates', 'the origin is not looked at', asIf(/^POST \/sessions/, (_, origin) => ({Origin: origin}))],
  ['form_creates', 'the type is not looked at', asIf(/^POST \/sessions/, () => ({'Content-Type': 'application/json'}))],
  ['creates_twice', 'each request creates a session', createsEachTime()],
  [
    'create_fails',
    'createSession throws',
    changed(/^POST \/sessions/, (answer) => (answer.ok ? Response.json({error: {}}, {status: 500}) : answer)),
  ],
  ['session_fails', 'the token is of another account', instead(READ, () => Response.json({}, {status: 502}))],
  ['session_not_json', 'a login stands before the endpoint', instead(READ, () => page())],
  [
    'invalid_session',
    'an amount is a text',
    session((json) => ({...json, lineItems: [{name: 'Book', unitAmount: '2'}]})),
  ],
  ['unknown_status', 'the word is invented', session((json) => ({...json, status: 'pending'}))],
  ['off_contract', 'a time has no zone', session((json) => ({...json, createdAt: '2026-01-15 10:00:00'}))],
  ['wrong_session', 'another session is answered', session((json) => ({...json, id: 'scs-another'}))],
  [
    'unsafe_hosted_url',
    'the payment page is elsewhere',
    session((json) => ({...json, hostedUrl: 'https://pay.example/'})),
  ],
  ['leaks_secret', 'a token is in the metadata', session((json) => ({...json, metadata: {key: 'mon_live_a1b2c3d4'}}))],
  [
    'leaks_secret',
    'an error tells the token',
    instead(/\/return\/cancel/, () => new Response('Bearer a1b2c3d4e5', {status: 303, headers: {Location: '/'}})),
  ],
  ['leaks_personal', 'the customer is named', session((json) => ({...json, billing: {email: 'maria@shop.example'}}))],
  ['leaks_internal', "the provider's own JSON is handed on", providersOwn],
  ['cacheable', 'the answer is kept for a minute', headers(READ, {'Cache-Control': 'public, max-age=60'})],
  ['cacheable', 'a CDN keeps the answer', headers(READ, {Age: '7'})],
  ['no_store_missing', 'nothing is said of caches', headers(READ, {'Cache-Control': null})],
  ['clock_off', 'the clock is ten minutes slow', session((json) => ({...json, serverTime: timeIn(-10)}))],
  ['clock_off', 'the clock is ten minutes fast', session((json) => ({...json, serverTime: timeIn(10)}))],
  [
    'no_server_time',
    'the time is not told',
    async (...args) =>
      headers(READ, {'Access-Control-Expose-Headers': 'Retry-After'})(
        args[0],
        async () => session((json) => ({...json, serverTime: null}))(...args),
        args[2],
      ),
    PAGE,
  ],
  ['return_get_missing', 'there is no return page', instead(RETURN_PAGE, () => page(404))],
  ['return_post_refused', 'the framework refuses cross-site posts', instead(/^POST \/return/, () => page(403))],
  ['return_post_refused', 'the page answers GET alone', instead(/^POST \/return/, () => page(405))],
  [
    'return_post_replays',
    'the POST is redirected as it is',
    instead(/^POST \/return/, () => new Response(null, {status: 307, headers: {Location: '/thanks'}})),
  ],
  ['return_post_renders', 'the POST is answered with a page', instead(/^POST \/return/, () => page())],
  ['return_silent', 'the return script is missing', instead(/^GET \/return\.js/, () => page(404))],
  [
    'return_silent',
    'the page has no script',
    changed(RETURN_PAGE, ({headers}) => new Response('<p>Thanks', {headers})),
  ],
  [
    'return_refuses_frames',
    'a proxy refuses frames',
    headers(RETURN_PAGE, {
      'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
      'X-Frame-Options': 'DENY',
    }),
  ],
  ['return_cut_off', 'helmet is in use', headers(RETURN_PAGE, {'Cross-Origin-Opener-Policy': 'same-origin'})],
  [
    'open_redirect',
    'the page to go on to is in the URL',
    (request, right) => {
      const next = new URL(request.url).searchParams.get('next');
      return next ? Response.redirect(next, 302) : right(request);
    },
  ],
  [
    'echoes_html',
    'the reference stands in the page',
    async (request, right) => {
      const answer = await right(request);
      const reference = new URL(request.url).searchParams.get('ref') ?? '';
      return reference.includes('<') ? new Response(`<p title="${reference}">`, {headers: answer.headers}) : answer;
    },
  ],
  ['return_policy_missing', 'there is no policy', headers(RETURN_PAGE, {'Content-Security-Policy': null})],
  [
    'return_policy_missing',
    'the policy allows what is inline',
    headers(RETURN_PAGE, {'Content-Security-Policy': "script-src 'self' 'unsafe-inline'"}),
  ],
  ['webhook_missing', 'no secret is set', instead(WEBHOOK, () => Response.json({}, {status: 404}))],
  ['webhook_bad_signature', 'the signature is not looked at', taken(() => true)],
  ['webhook_unsigned', 'a missing signature will do', taken(({headers}) => !headers.has('Monime-Signature'))],
  ['webhook_any_mode', 'te and li are both looked at', takesEitherMode],
  ['webhook_old', 'the time is not looked at', taken((request) => Date.now() - signedAt(request) > 86_400_000)],
  [
    'webhook_raw_body',
    'express.json() comes first',
    async (request, right) => {
      if (request.url.endsWith('/webhooks')) await request.text();
      return right(request);
    },
  ],
  ['webhook_fails', 'the webhook throws', instead(WEBHOOK, () => new Response(null, {status: 500}))],
  ['webhook_refuses', 'the secret is another', instead(WEBHOOK, () => new Response(null, {status: 401}))],
  ['framing_wrong', 'the hosted page refuses frames', hosted({framing: 'refused'})],
  ['hosted_page_coop', 'the hosted page cuts its opener off', hosted({coop: true})],
  [
    'hosted_page_fails',
    'the hosted page is gone',
    session((json) => ({...json, hostedUrl: `${new URL(String(json['hostedUrl'])).origin}/pay/nothing`})),
  ],
];

/** The second and later requests of the page get another session. */
function createsEachTime(): Mistake {
  let created = 0;
  return async (request, right, world) => {
    const answer = await right(request);
    if (!/^POST .*\/sessions$/.test(`${request.method} ${request.url}`) || !answer.ok || created++ === 0) return answer;
    return Response.json({id: `${world.id}${created}`}, {headers: answer.headers});
  };
}

/** Takes PayMongo's signature from the part that has one. */
async function takesEitherMode(...[request, right]: Parameters<Mistake>): Promise<Response> {
  const [, time = '', te = '', li = ''] =
    /^t=(\d+),te=(\w*),li=(\w*)$/.exec(request.headers.get('Paymongo-Signature') ?? '') ?? [];
  const hmac = createHmac('sha256', MONIME_SECRET).update(`${time}.${await request.clone().text()}`);
  const isOfOneMode = te === '' || li === '';
  return isOfOneMode && hmac.digest('hex') === (te || li) ? Response.json({received: true}) : right(request);
}

/** @param minutes from now */
function timeIn(minutes: number): string {
  return new Date(Date.now() + minutes * 60_000).toISOString();
}

async function providersOwn(...[request, right, {id, provider}]: Parameters<Mistake>): Promise<Response> {
  const answer = await right(request);
  if (!request.url.endsWith(id)) return answer;
  const own = await fetch(`${provider}/monime/v1/checkout-sessions/${id}`, {
    headers: {Authorization: 'Bearer mon_test_sandbox', 'Monime-Space-Id': 'spc-sandbox'},
  });
  return new Response(own.body, {headers: answer.headers});
}
