import {valueAt} from '../../core/json.ts';

type Incoming = {headers: object; body: unknown};

/** The request of Node that @hono/node-server hands over, if it was not made by Node itself; null otherwise. */
function findSyntheticRequest(context: object | undefined): Incoming | null {
  const incoming = valueAt(context, 'incoming');
  const [headers, rawHeaders] = [valueAt(incoming, 'headers'), valueAt(incoming, 'rawHeaders')];
  if (typeof headers !== 'object' || headers === null || !Array.isArray(rawHeaders)) return null;
  const isComplete = rawHeaders.length >= Object.keys(headers).length * 2;
  if (isComplete && rawHeaders.every((part) => typeof part === 'string')) return null;
  return {headers, body: valueAt(incoming, 'body')};
}

/**
 * Repairs a request that an adapter of AWS Lambda for Express has made, such as serverless-http or
 * @vendia/serverless-express. It has no `rawHeaders`, or numbers and lists in them, and a stream that cannot be read
 * twice: @hono/node-server then finds no headers or throws, and the body is empty. The adapter's own `headers` and
 * `body`, which are the raw bytes, are complete.
 * @param context what `fetch` gets beside the request
 */
export function repairNodeRequest(request: Request, context: object | undefined): Request {
  const incoming = findSyntheticRequest(context);
  if (!incoming) return request;
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    for (const part of [value].flat()) if (part != null) headers.append(name, String(part));
  }
  const {method, url, signal} = request;
  const bytes = incoming.body instanceof Uint8Array ? new Uint8Array(incoming.body) : null;
  return new Request(url, {method, headers, signal, body: method === 'GET' || method === 'HEAD' ? null : bytes});
}
