/** Response to a request that started before the widget was loaded. */
export interface EarlyResponse {
  /** When the request started, by `performance.now()`. */
  at: number;
  response: Promise<Response>;
}

/**
 * Key on `globalThis` of the loader's responses, from where the widget takes them: a map from URL to
 * {@link EarlyResponse}. A symbol, because an element's id could shadow a string key. The number is the format version.
 */
export const EARLY_RESPONSES_KEY = Symbol.for('monime-checkout/early/1');
/** Age from which a response is ignored, and timeout of its request. */
export const EARLY_RESPONSE_MAX_AGE_MS = 10_000;

function isEarlyResponse(value: unknown): value is EarlyResponse {
  return typeof value === 'object' && value !== null && 'at' in value && 'response' in value;
}

/** Removes and returns the early response for a URL; null if there is none or it is too old. */
export function takeEarlyResponse(url: string): Promise<Response> | null {
  const responses: unknown = Reflect.get(globalThis, EARLY_RESPONSES_KEY);
  if (!(responses instanceof Map)) return null;
  const early: unknown = responses.get(url);
  responses.delete(url);
  return isEarlyResponse(early) && performance.now() - early.at < EARLY_RESPONSE_MAX_AGE_MS ? early.response : null;
}
