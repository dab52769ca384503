import type {Mistake} from './endpoint.ts';

type Json = Record<string, unknown>;

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null;
}

/** Where a request goes, below the endpoint: `GET /sessions/scs-1`. */
function routeOf({method, url}: Request): string {
  return `${method} ${new URL(url).pathname.replace('/checkout', '')}`;
}

/** Answers otherwise where the route fits. */
export function instead(route: RegExp, answer: (request: Request) => Response | Promise<Response>): Mistake {
  return (request, right) => (route.test(routeOf(request)) ? answer(request) : right(request));
}

/** Changes the right answer where the route fits. */
export function changed(route: RegExp, change: (answer: Response, request: Request) => Response): Mistake {
  return async (request, right) => {
    const answer = await right(request);
    return route.test(routeOf(request)) ? change(answer, request) : answer;
  };
}

/** Puts headers over those of the right answer; null takes one off. */
export function headers(route: RegExp, changes: Record<string, string | null>): Mistake {
  return changed(route, (answer) => {
    const headers = new Headers(answer.headers);
    for (const [name, value] of Object.entries(changes)) {
      if (value === null) headers.delete(name);
      else headers.set(name, value);
    }
    return new Response(answer.body, {status: answer.status, headers});
  });
}

/** Changes the session in the right answer. */
export function session(change: (session: Json) => unknown): Mistake {
  return async (request, right, {id}) => {
    const answer = await right(request);
    if (routeOf(request) !== `GET /sessions/${id}`) return answer;
    const json: unknown = await answer.json();
    if (!isJson(json)) throw new Error('The right endpoint answers no session.');
    return Response.json(change(json), {headers: answer.headers});
  };
}

/** Hands the request on as another one. */
export function asIf(route: RegExp, change: (request: Request, origin: string) => Record<string, string>): Mistake {
  return (request, right, {origin}) => {
    if (!route.test(routeOf(request))) return right(request);
    const headers = new Headers(request.headers);
    for (const [name, value] of Object.entries(change(request, origin))) headers.set(name, value);
    return right(new Request(request, {headers}));
  };
}

/** Turns a switch of the sandbox's hosted page. */
export function hosted(change: object): Mistake {
  return async (request, right, {provider}) => {
    const body = JSON.stringify({monime: change});
    await fetch(`${provider}/__sandbox/switches`, {method: 'PATCH', body});
    return right(request);
  };
}

export function page(status = 200): Response {
  return new Response('<!doctype html><title>Shop</title>', {status, headers: {'Content-Type': 'text/html'}});
}
