import {CheckoutError} from '../../core/error.ts';
import {sessionUrl, takeEarly} from './early-response.ts';
import {type Reply, request} from './request.ts';

/** Where a session's JSON comes from. */
export interface Source {
  /** Tells one source from another. */
  readonly key: string;
  /** The session as JSON, or why it is not told. */
  read(id: string, signal: AbortSignal): Promise<Reply>;
}

function join(base: string, path: string): string {
  return `${base.replace(/\/+$/, '')}/${path}`;
}

/** The merchant's endpoint: the server half, or one of their own that answers `{endpoint}/sessions/{id}`. */
export function endpointSource(endpoint: string): Source {
  return {
    key: endpoint,
    read: (id, signal) => {
      const url = sessionUrl(endpoint, id);
      return request(url, {signal, cache: 'no-store'}, takeEarly(url));
    },
  };
}

/**
 * PayMongo itself, by its public key. Experimental: whether its API answers pages of other sites is not known.
 * @throws {CheckoutError} `cors_refused` where the browser was not let through
 */
export function payMongoSource(publicKey: string, apiUrl = 'https://api.paymongo.com'): Source {
  const headers = {authorization: `Basic ${btoa(`${publicKey}:`)}`};
  return {
    key: `${apiUrl} ${publicKey}`,
    read: async (id, signal) => {
      try {
        return await request(join(apiUrl, `v1/checkout_sessions/${id}`), {signal, headers, cache: 'no-store'});
      } catch (error) {
        if (error instanceof CheckoutError && error.code === 'network' && navigator.onLine) {
          throw new CheckoutError(
            'cors_refused',
            'PayMongo did not let this page read the session. Use an endpoint of your own: endpoint="…".',
            {path: 'public-key', cause: error},
          );
        }
        throw error;
      }
    },
  };
}

/** Trades the reference of a return for the session's id, `{id}`. */
export function readReference(endpoint: string, reference: string, signal: AbortSignal): Promise<Reply> {
  return request(join(endpoint, `returns/${reference}`), {signal, cache: 'no-store'});
}
