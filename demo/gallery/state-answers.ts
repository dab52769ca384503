import {type Context, Hono} from 'hono';
import {states} from './states.ts';
import type {Answer} from './state.ts';

/** Milliseconds after which a late answer comes after all: the element has given up long before. */
const LATE = 30_000;
/** How many visits are remembered. */
const VISITS = 1000;

/** Paths become URLs of this gallery. */
function absolute(json: unknown, base: string): unknown {
  if (typeof json === 'string') return json.startsWith('/') ? `${base}${json}` : json;
  if (Array.isArray(json)) return json.map((each) => absolute(each, base));
  if (typeof json !== 'object' || json === null) return json;
  return Object.fromEntries(Object.entries(json).map(([key, value]) => [key, absolute(value, base)]));
}

/** What a Node server gives along with a request; a service worker gives nothing. */
type Env = {outgoing?: {destroy(): void}} | undefined;

/** Breaks the connection off; where there is none, the body fails. */
function broken(env: Env): Response {
  if (!env?.outgoing) return new Response(new ReadableStream({pull: (body) => body.error(new Error('Broken off.'))}));
  env.outgoing.destroy();
  return new Response();
}

async function give(answer: Answer, id: string, {req, env}: Context, base: string): Promise<Response> {
  const headers = {'Content-Type': 'application/json', 'Cache-Control': 'no-store'};
  if ('session' in answer) return Response.json(absolute({...answer.session, id}, base), {headers});
  if ('status' in answer)
    return new Response(answer.body, {status: answer.status, headers: {...headers, ...answer.headers}});
  if (answer.fault === 'broken') return broken(env);
  await new Promise((resolve) => {
    setTimeout(resolve, LATE);
    req.raw.signal.addEventListener('abort', resolve, {once: true});
  });
  return new Response(null, {status: 504});
}

/**
 * The endpoint that the states are drawn from: `sessions/scs-NAME`, or `sessions/scs-NAME--VISIT` where the answers
 * change from read to read.
 * @param base where the gallery's root is: an origin, and a path where it is not at the top
 */
export function stateAnswers(base: string): Hono {
  const reads = new Map<string, number>();
  const app = new Hono();
  app.get('/sessions/:id', async (c) => {
    const id = c.req.param('id');
    const [name, visit] = id.replace(/^scs-/, '').split('--');
    const answers = states.find((state) => state.name === name)?.answers ?? [];
    const read = visit === undefined ? 0 : (reads.get(id) ?? 0);
    if (visit !== undefined) {
      reads.set(id, read + 1);
      for (const oldest of reads.keys()) if (reads.size > VISITS) reads.delete(oldest);
    }
    const answer = answers[Math.min(read, answers.length - 1)];
    return answer ? give(answer, id, c, base) : c.json({error: {code: 'not_found', message: 'No such state.'}}, 404);
  });
  return app;
}
