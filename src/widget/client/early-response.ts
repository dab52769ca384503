/** An answer that was asked for before the widget was there. */
export interface EarlyAnswer {
  /** When it was asked for, by `performance.now()`. */
  at: number;
  response: Promise<Response>;
}

/**
 * Where loader and widget meet on `globalThis`: a map from the endpoint's URL to an EarlyAnswer. A symbol: no element's
 * id can stand in its place. The number is the format's.
 */
export const EARLY = Symbol.for('monime-checkout/early/1');
/** Milliseconds after which an answer is old news, and asking for it is given up. */
export const EARLY_LIFETIME = 10_000;

/** Where the endpoint answers for a session. */
export function sessionUrl(endpoint: string, id: string): string {
  return `${endpoint.replace(/\/+$/, '')}/sessions/${id}`;
}

function isEarlyAnswer(value: unknown): value is EarlyAnswer {
  return typeof value === 'object' && value !== null && 'at' in value && 'response' in value;
}

/** Takes what was asked for early: once, and only while it is fresh. */
export function takeEarly(url: string): Promise<Response> | null {
  const answers: unknown = Reflect.get(globalThis, EARLY);
  if (!(answers instanceof Map)) return null;
  const answer: unknown = answers.get(url);
  answers.delete(url);
  return isEarlyAnswer(answer) && performance.now() - answer.at < EARLY_LIFETIME ? answer.response : null;
}
