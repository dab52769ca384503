const PREFIX = 'gallery:';

function newKey() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * Asks the server half for a session of one of the gallery's orders.
 * @param renew id of the session that it takes the place of, or null
 * @returns its id
 * @throws where there is none; the message is for a person
 */
export async function makeSession(endpoint, order, {key = newKey(), renew = null} = {}) {
  const response = await fetch(`${endpoint}/sessions`, {
    method: 'POST',
    headers: {'Content-Type': 'application/json', 'Idempotency-Key': key},
    body: JSON.stringify({order, renew}),
    signal: AbortSignal.timeout(30_000),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error?.message ?? 'The order could not be made.');
  return answer.id;
}

/** The session that an element of this tab has; a reload must not make another one. */
export const kept = {
  get: ({id}) => sessionStorage.getItem(PREFIX + location.pathname + id),
  set: ({id}, session) => sessionStorage.setItem(PREFIX + location.pathname + id, session),
  drop: ({id}) => sessionStorage.removeItem(PREFIX + location.pathname + id),
};

/** The page that the customer left for the payment page. */
export const leftFrom = {
  get: () => sessionStorage.getItem(`${PREFIX}from`),
  set: (url) => sessionStorage.setItem(`${PREFIX}from`, url),
};
