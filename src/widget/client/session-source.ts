import {CheckoutError, isCheckoutError} from '../../core/error.ts';
import {takeEarlyResponse} from './early-response.ts';
import {joinUrl, withQuery} from './join-url.ts';
import {type Reply, request} from './request.ts';

/** API that returns sessions as JSON. */
export interface Source {
  /** Identifies the source: equal keys mean the same source. */
  readonly key: string;
  /**
   * Requests a session. Resolves with unsuccessful responses too.
   * @param mayHavePaid whether the customer may have paid just now
   */
  read(id: string, signal: AbortSignal, mayHavePaid: boolean): Promise<Reply>;
}

/** The merchant's endpoint: our server, or any other that responds to `{endpoint}/sessions/{id}`. */
export function endpointSource(endpoint: string): Source {
  return {
    key: endpoint,
    read: (id, signal, mayHavePaid) => {
      const url = joinUrl(endpoint, `sessions/${id}`);
      const parameter = mayHavePaid ? 'confirming=1' : '';
      return request(withQuery(url, parameter), {signal, cache: 'no-store'}, takeEarlyResponse(url));
    },
  };
}

/**
 * PayMongo's API, with a public key. Experimental, because it is unknown whether the API allows cross-origin requests.
 *
 * `read` throws {@link CheckoutError} `cors_refused` if the browser blocked the response.
 */
export function payMongoSource(publicKey: string, apiUrl = 'https://api.paymongo.com'): Source {
  const headers = {authorization: `Basic ${btoa(`${publicKey}:`)}`};
  return {
    key: `${apiUrl} ${publicKey}`,
    read: async (id, signal) => {
      try {
        return await request(joinUrl(apiUrl, `v1/checkout_sessions/${id}`), {signal, headers, cache: 'no-store'});
      } catch (error) {
        if (isCheckoutError(error) && error.code === 'network' && navigator.onLine) {
          throw new CheckoutError(
            'cors_refused',
            'The browser may not read from PayMongo here. Use an endpoint of your own: endpoint="…".',
            {path: 'public-key', cause: error},
          );
        }
        throw error;
      }
    },
  };
}
