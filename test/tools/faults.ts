import * as z from 'zod/mini';

const Fault = z.object({
  /** The session whose reads go wrong. */
  session: z.string(),
  /** How many reads; then all is well again. */
  count: z.int(),
  status: z.exactOptional(z.int()),
  headers: z.exactOptional(z.record(z.string(), z.string())),
  body: z.exactOptional(z.string()),
  /** The connection breaks in the middle of the answer. */
  cutOff: z.exactOptional(z.boolean()),
  /** The answer never comes. */
  hang: z.exactOptional(z.boolean()),
});
export type Fault = z.output<typeof Fault>;

/** Makes the merchant's endpoint fail on demand, and counts how often each session was read. */
export class Faults {
  #faults: Fault[] = [];
  #reads = new Map<string, number>();

  /** `POST` plans a fault, `GET ?session=` answers `{reads}`. */
  async control(request: Request): Promise<Response> {
    if (request.method === 'POST') {
      this.#faults.push(Fault.parse(await request.json()));
      return new Response(null, {status: 204});
    }
    const session = new URL(request.url).searchParams.get('session') ?? '';
    return Response.json({reads: this.#reads.get(session) ?? 0});
  }

  async serve(request: Request, fetch: (request: Request) => Promise<Response>): Promise<Response> {
    const session = /\/sessions\/([^/]+)$/.exec(new URL(request.url).pathname)?.[1];
    if (request.method !== 'GET' || !session) return fetch(request);
    this.#reads.set(session, (this.#reads.get(session) ?? 0) + 1);
    const fault = this.#faults.find((candidate) => candidate.session === session && candidate.count > 0);
    if (!fault) return fetch(request);
    fault.count -= 1;
    return answer(fault, request.signal);
  }
}

function answer({status = 200, headers = {}, body = '', cutOff, hang}: Fault, signal: AbortSignal): Promise<Response> {
  if (hang) {
    return new Promise((resolve) => signal.addEventListener('abort', () => resolve(new Response()), {once: true}));
  }
  // Says that more is coming than comes, and hangs up.
  const length = cutOff ? {'content-length': String(body.length + 100), connection: 'close'} : {};
  return Promise.resolve(new Response(body, {status, headers: {...headers, ...length}}));
}
