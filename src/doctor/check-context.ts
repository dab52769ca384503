import {type CheckoutSession, providerOf} from '../core/session.ts';
import {isReadableFrom} from './responses.ts';
import {createdId, readSessionOrNull} from './read.ts';
import {createProbe, type Probe, type ProbeResponse} from './probe.ts';

export interface DoctorOptions {
  /** URL at which the server half is mounted, without a trailing slash. */
  endpoint: string;
  /** Origin of the page that contains the widget. */
  origin: string;
  /** An existing session to check; null if none was given. */
  sessionId: string | null;
  /** JSON body with which the page creates a session; null if the doctor must not create one. */
  createBody: string | null;
  /** Same as the element's `allowed-hosts`. */
  allowedHosts: readonly string[];
  webhookSecret: string | null;
  /** Time limit for one response, in milliseconds. */
  timeoutMs: number;
}

/** An origin that no shop allows: `.example` is reserved (RFC 2606). */
export const FOREIGN_ORIGIN = 'https://stranger.example';

/** Well-formed ids of sessions that do not exist. */
export const UNKNOWN_IDS = {monime: 'scs-doctor-knows-none', paymongo: 'cs_doctor_knows_none'};

/** What the checks share. Each method that returns a `…Response()` sends its request once and caches the response. */
export interface CheckContext extends Omit<DoctorOptions, 'createBody'> {
  /** Whether the page has another origin than the endpoint. */
  isCrossOrigin: boolean;
  /** Whether CORS lets the page read the endpoint's responses. */
  isOriginAllowed(): Promise<boolean>;
  request: Probe['request'];
  /** Every response of the endpoint so far. */
  responses: readonly ProbeResponse[];
  /** Reads a session as the widget does. */
  requestSession(id: string): Promise<ProbeResponse>;
  /** The response for a session that does not exist. */
  unknownSessionResponse(): Promise<ProbeResponse>;
  /** The response for a malformed session id. */
  malformedIdResponse(): Promise<ProbeResponse>;
  /** The return page, for an unknown reference. */
  returnPageResponse(): Promise<ProbeResponse>;
  /** Requests a page that is not part of the endpoint, such as the hosted page. */
  requestExternal: Probe['request'];
  /** Creates a session as a page of this origin would; null if the doctor must not create one. */
  createSession(origin: string, contentType: string): Promise<ProbeResponse | null>;
  /** The response to a valid create request from the page's own origin. */
  createResponse(): Promise<ProbeResponse | null>;
  /** The id of the session to check: the given one, or a created one; null if there is neither. */
  resolveSessionId(): Promise<string | null>;
  /** The response for that session. */
  sessionResponse(): Promise<ProbeResponse | null>;
  /** The session that the widget parses from that response; null if it refuses it. */
  checkoutSession(): Promise<CheckoutSession | null>;
}

function memoize<T>(work: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | undefined;
  return () => (result ??= work());
}

export function createCheckContext(options: DoctorOptions): CheckContext {
  const {endpoint, origin, sessionId, createBody, timeoutMs} = options;
  const probe = createProbe(timeoutMs);
  const responses: ProbeResponse[] = [];
  const isCrossOrigin = new URL(endpoint).origin !== origin;
  const idempotencyKey = crypto.randomUUID();
  const request: Probe['request'] = async (url, init) => {
    const response = await probe.request(url, init);
    responses.push(response);
    return response;
  };
  const requestSession = (id: string) =>
    request(`${endpoint}/sessions/${id}`, {headers: isCrossOrigin ? {Origin: origin} : {}});
  const createSession = async (origin: string, contentType: string) => {
    if (createBody === null) return null;
    // All create requests share one key, so that an endpoint that honours it creates a single session.
    const headers = {Origin: origin, 'Content-Type': contentType, 'Idempotency-Key': idempotencyKey};
    return request(`${endpoint}/sessions`, {method: 'POST', headers, body: createBody});
  };
  const createResponse = memoize(() => createSession(origin, 'application/json'));
  const resolveSessionId = memoize(async () => {
    const response = sessionId === null ? await createResponse() : null;
    return sessionId ?? (response && createdId(response));
  });
  const sessionResponse = memoize(async () => {
    const id = await resolveSessionId();
    return id === null ? null : requestSession(id);
  });
  const unknownSessionResponse = memoize(() =>
    requestSession(UNKNOWN_IDS[sessionId === null ? 'monime' : providerOf(sessionId)]),
  );
  return {
    ...options,
    isCrossOrigin,
    isOriginAllowed: async () => !isCrossOrigin || isReadableFrom(await unknownSessionResponse(), origin),
    request,
    responses,
    requestSession,
    unknownSessionResponse,
    // An endpoint that forwards this id unchecked requests the list of all sessions from the provider.
    malformedIdResponse: memoize(() => requestSession('scs-doctor%2F..')),
    returnPageResponse: memoize(() => request(`${endpoint}/return/success?ref=doctor`)),
    requestExternal: probe.request,
    createSession,
    createResponse,
    resolveSessionId,
    sessionResponse,
    checkoutSession: memoize(async () => {
      const [id, response] = [await resolveSessionId(), await sessionResponse()];
      return id !== null && response?.status === 200 ? readSessionOrNull(response, id, options) : null;
    }),
  };
}
