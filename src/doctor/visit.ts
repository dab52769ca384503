import {type CheckoutSession, providerOf} from '../core/session.ts';
import {isReadable} from './answers.ts';
import {createdId, readOrNull} from './read.ts';
import {type Answer, createProbe, type Probe} from './probe.ts';

export interface VisitOptions {
  /** Where the server half is mounted, without a slash at the end. */
  base: string;
  /** Origin of the page with the widget. */
  origin: string;
  /** A session that the endpoint can be asked about. */
  session: string | null;
  /** JSON that the page sends to have a session created; null where none may be created. */
  create: string | null;
  /** As the element's `allowed-hosts`. */
  allowedHosts: readonly string[];
  webhookSecret: string | null;
  /** Milliseconds that one answer may take. */
  timeLimit: number;
}

/** Nobody's origin: reserved for examples. */
export const STRANGER = 'https://stranger.example';

/** Sessions that cannot be. */
export const UNKNOWN = {monime: 'scs-doctor-knows-none', paymongo: 'cs_doctor_knows_none'};

/** A look at one endpoint: what several checks ask is asked once. */
export interface Visit extends Omit<VisitOptions, 'create'> {
  /** Whether the page is on another origin than the endpoint. */
  crossOrigin: boolean;
  /** Whether the endpoint lets that page read its answers. */
  isWelcome(): Promise<boolean>;
  ask: Probe['ask'];
  /** Every answer of the endpoint so far. */
  answers: readonly Answer[];
  /** Asks as the widget does. */
  read(id: string): Promise<Answer>;
  /** The answer about a session that cannot be. */
  unknown(): Promise<Answer>;
  /** The answer about an id that is none. */
  malformed(): Promise<Answer>;
  /** The return page, for a reference that nobody knows. */
  returned(): Promise<Answer>;
  /** What is not the endpoint's, such as the hosted page. */
  askElsewhere: Probe['ask'];
  /** Asks for a session, as a page of this origin does; null where none may be created. */
  create(origin: string, type: string): Promise<Answer | null>;
  /** The answer to the page itself. */
  created(): Promise<Answer | null>;
  /** The id of the session to look at; null where there is none. */
  sessionId(): Promise<string | null>;
  /** The answer about that session. */
  answered(): Promise<Answer | null>;
  /** What the widget reads in it; null where it reads nothing. */
  checkoutSession(): Promise<CheckoutSession | null>;
}

function once<T>(work: () => Promise<T>): () => Promise<T> {
  let found: Promise<T> | undefined;
  return () => (found ??= work());
}

export function createVisit(options: VisitOptions): Visit {
  const {base, origin, session, create, timeLimit} = options;
  const probe = createProbe(timeLimit);
  const answers: Answer[] = [];
  const crossOrigin = new URL(base).origin !== origin;
  const key = crypto.randomUUID();
  const ask: Probe['ask'] = async (url, init) => {
    const answer = await probe.ask(url, init);
    answers.push(answer);
    return answer;
  };
  const read = (id: string) => ask(`${base}/sessions/${id}`, {headers: crossOrigin ? {Origin: origin} : {}});
  const post = async (origin: string, type: string) => {
    if (create === null) return null;
    // One key: whoever heeds it makes one session of all that is asked.
    const headers = {Origin: origin, 'Content-Type': type, 'Idempotency-Key': key};
    return ask(`${base}/sessions`, {method: 'POST', headers, body: create});
  };
  const created = once(() => post(origin, 'application/json'));
  const sessionId = once(async () => {
    const answer = session === null ? await created() : null;
    return session ?? (answer && createdId(answer, options));
  });
  const answered = once(async () => {
    const id = await sessionId();
    return id === null ? null : read(id);
  });
  const unknown = once(() => read(UNKNOWN[session === null ? 'monime' : providerOf(session)]));
  return {
    ...options,
    crossOrigin,
    isWelcome: async () => !crossOrigin || isReadable(await unknown(), origin),
    ask,
    answers,
    read,
    unknown,
    // An endpoint that passes it on asks the provider for the list of all sessions.
    malformed: once(() => read('scs-doctor%2F..')),
    returned: once(() => ask(`${base}/return/success?ref=doctor`)),
    askElsewhere: probe.ask,
    create: post,
    created,
    sessionId,
    answered,
    checkoutSession: once(async () => {
      const [id, answer] = [await sessionId(), await answered()];
      return id !== null && answer?.status === 200 ? readOrNull(answer, id, options) : null;
    }),
  };
}
