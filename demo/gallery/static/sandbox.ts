/** Where the site is. */
export interface Place {
  origin: string;
  /** Path of the site's root, without the slash at its end. */
  root: string;
}

/** What the sandbox takes for its own origin: it cannot stand under a path. */
const NOWHERE = 'https://sandbox.invalid';

/** Answers with the sandbox, as if it were served under `sandbox/` of this site. */
export async function playSandbox(
  request: Request,
  {origin, root}: Place,
  fetch: (request: Request) => Promise<Response>,
): Promise<Response> {
  const here = `${origin}${root}/sandbox`;
  const body = request.method === 'POST' ? await request.arrayBuffer() : null;
  const asked = request.url.replace(here, NOWHERE);
  const {
    status,
    headers,
    body: stream,
  } = await fetch(new Request(asked, {method: request.method, headers: request.headers, body}));
  const moved = new Headers(headers);
  const location = headers.get('Location');
  if (location !== null) moved.set('Location', location.replace(/^\/(?!\/)/, `${NOWHERE}/`).replace(NOWHERE, here));
  const type = headers.get('Content-Type') ?? '';
  if (!/json|html/.test(type)) return new Response(stream, {status, headers: moved});
  const text = await new Response(stream).text();
  const home = text.replace(/(="|url=)\/(pay|assets)\//g, `$1${here}/$2/`).replaceAll(NOWHERE, here);
  return new Response(home, {status, headers: moved});
}
