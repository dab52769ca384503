import type {Reply} from './request.ts';
import type {Source} from './session-source.ts';

/** Response of a source. */
export interface SharedResponse extends Reply {
  /** When the request started: monotonic, in milliseconds. */
  at: number;
}

/** A request in progress. */
interface SharedRequest {
  at: number;
  response: Promise<SharedResponse>;
  /** Number of callers that wait for the response. */
  waiting: number;
  controller: AbortController;
}

const requests = new Map<string, SharedRequest>();

/** Returns the key under which reads of a session are shared. */
export function keyOf(id: string, source: Source | null): string {
  return `${source?.key} ${id}`;
}

function startRequest(key: string, id: string, source: Source, mayHavePaid: boolean): SharedRequest {
  const at = performance.now();
  const controller = new AbortController();
  const response = source
    .read(id, controller.signal, mayHavePaid)
    .then((reply) => ({...reply, at}))
    .finally(() => forget(key, request));
  const request = {at, response, waiting: 0, controller};
  requests.set(key, request);
  return request;
}

/** Removes a request, unless another one has started with the same key. */
function forget(key: string, request: SharedRequest): void {
  if (requests.get(key) === request) requests.delete(key);
}

function waitForResponse(key: string, request: SharedRequest, signal: AbortSignal): Promise<SharedResponse> {
  return new Promise((resolve, reject) => {
    const leave = () => {
      reject(signal.reason);
      request.waiting -= 1;
      if (request.waiting > 0) return;
      forget(key, request);
      request.controller.abort();
    };
    request.waiting += 1;
    signal.addEventListener('abort', leave, {once: true});
    void request.response.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
  });
}

/**
 * Reads a session. All elements of the page share one request at a time; it is aborted when no caller waits any more.
 * @param since minimum start time of the request: a response to an earlier one is ignored and a new request follows;
 * monotonic, in milliseconds
 * @param mayHavePaid whether the customer may have paid just now; of use only to a new request
 * @throws what `source` throws, or the reason of `signal`
 */
export async function readShared(
  id: string,
  source: Source,
  signal: AbortSignal,
  since: number,
  mayHavePaid = false,
): Promise<SharedResponse> {
  signal.throwIfAborted();
  const key = keyOf(id, source);
  const request = requests.get(key) ?? startRequest(key, id, source, mayHavePaid);
  if (request.at >= since) return waitForResponse(key, request, signal);
  await waitForResponse(key, request, signal).catch(() => null);
  return readShared(id, source, signal, since, mayHavePaid);
}
