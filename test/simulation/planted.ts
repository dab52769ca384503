import type {Mutation} from './bundle.ts';

/** A mistake that is planted, and the rules that it may break. */
export interface Planted {
  name: string;
  rules: readonly string[];
  mutations: readonly Mutation[];
}

function plant(
  name: string,
  rules: string | readonly string[],
  ...changes: [file: string, from: string, to: string][]
): Planted {
  return {
    name,
    rules: typeof rules === 'string' ? [rules] : rules,
    mutations: changes.map(([file, from, to]) => ({
      file: file.startsWith('test/') ? file : `src/server/${file}`,
      from,
      to,
    })),
  };
}

/** Mistakes that the package once had, and others that are easily made: the simulator must find each of them. */
export const PLANTED: readonly Planted[] = [
  plant('an open session is answered whatever it asks for', 'old price', [
    'orders/create-transition.ts',
    'if (!matchesDemand(entry, demand)) return false;',
    '',
  ]),
  plant('a payment for the earlier money completes the order', 'money', [
    'orders/payments.ts',
    "if (!matchesDemand(entry, record.demand)) return 'outdated';",
    '',
  ]),
  plant(
    'other sessions stay payable after the order is paid',
    'leftover',
    ['orders/payments.ts', 'if (!paid && held === null) return', 'if (true) return'],
    ['orders/due.ts', 'record.paid !== null || record.held !== null', 'false'],
  ),
  plant('the key of a completion is the session', 'key', [
    'orders/hooks.ts',
    'reference === null ? `session:${id}` : `order:${reference}`',
    '`session:${id}`',
  ]),
  plant('a second payment completes the order again', 'once', [
    'orders/payments.ts',
    "if (record.paid) return 'overpaid';",
    '',
  ]),
  plant('store calls have no limit', 'limit', [
    'stores/reliable-store.ts',
    'STORE_TIMEOUT_MS = 5000',
    'STORE_TIMEOUT_MS = 1e9',
  ]),
  plant(
    'ownership is one URL prefix',
    ['ownership', 'liveness', 'webhook'],
    ['config/options.ts', '[...origins, ...formerOrigins].some((origin) =>', '[origins[0]].some((origin) =>'],
    [
      'orders/ownership.ts',
      'return sessions.some((entry) => entry.id === id) || intention?.reference === reference;',
      'return false;',
    ],
    ['orders/ownership.ts', 'if (noted !== null)', 'if (noted === "")'],
  ),
  plant(
    'the store drops the oldest record when it holds 12',
    ['stays paid', 'one payable', 'once', 'held'],
    [
      'test/simulation/store-truth.ts',
      'this.rows.set(key, row);',
      'this.rows.delete(key); for (const old of this.rows.keys()) if (this.rows.size > 11) this.rows.delete(old); this.rows.set(key, row);',
    ],
  ),
  plant(
    'keys do not name the account',
    ['identity', 'truth', 'stays paid', 'ownership', 'one payable', 'liveness'],
    ['orders/orders.ts', "[provider.name, provider.scope, account].join(' ')", "'everyone'"],
  ),
  plant('a session that is not found is gone', 'one payable', [
    'orders/session-entry.ts',
    'YOUNG_MS = 3 * 60_000',
    'YOUNG_MS = 0',
  ]),
  plant(
    'whoever has the key gets the session',
    ['authorize', 'identity'],
    ['orders/create-call.ts', 'throw MAY_NOT_READ;\n    return found', 'return found;\n    return found'],
  ),
  plant(
    "browsers' keys and the merchant's are the same",
    ['identity', 'authorize'],
    ['orders/session-creator.ts', "isFromBrowser ? 'browser' : 'own'", "isFromBrowser ? 'own' : 'own'"],
  ),
  plant('amounts are not compared', 'amount', [
    'orders/payments.ts',
    "covers(payment, entry.totals) ? 'completed' : 'mismatch'",
    "'completed'",
  ]),
  plant('only the first payment of a session counts', 'liveness', [
    'orders/payments.ts',
    'payments.length > 0 ? payments : [unknown]',
    'payments.length > 0 ? payments.slice(0, 1) : [unknown]',
  ]),
  plant('a completed session is never read again', 'liveness', [
    'sessions/session-reader.ts',
    'async refresh(id, gap, again = false) {',
    'async refresh(id, gap, again = false) { again = false;',
  ]),
  plant('each read calls a hook that failed', 'pause', [
    'orders/notification.ts',
    'isPatient && pause > 0',
    'false && pause > 0',
  ]),
  plant(
    'a restart forgets everything',
    ['stays paid', 'one payable', 'once', 'held', 'liveness'],
    ['test/simulation/instances.ts', 'slot.process = process;', 'slot.process = process; world.store.rows.clear();'],
  ),
  plant('abandoned sessions stay payable for ever', 'abandoned', [
    'orders/due.ts',
    'now - entry.createdAt >= abandonAfter',
    'false',
  ]),
  plant('an ended session is not read again', 'read after end', [
    'orders/create-call.ts',
    'this.#fresh.delete(id);',
    'this.#fresh.set(id, false);',
  ]),
  plant(
    'hooks run without a claim',
    ['once', 'alone'],
    ['orders/notification.ts', 'if (holder && holder.by !== by &&', 'if (false && holder && holder.by !== by &&'],
  ),
  plant(
    'claims are compared by the clocks of two machines',
    ['alone', 'once'],
    ['orders/lease.ts', 'milliseconds + CLOCK_SKEW_MS', 'milliseconds'],
  ),
  plant('the hook is marked before it runs', 'liveness', [
    'orders/hook-caller.ts',
    'const {notification, record} = claimed;',
    "const {notification, record} = claimed; await records.apply(call.key, {type: 'notified', notification: id});",
  ]),
  plant(
    'the store ignores versions',
    ['one payable', 'once', 'alone', 'old price', 'held'],
    ['test/simulation/store-truth.ts', 'if ((before?.version ?? null) !== version) return false;', ''],
  ),
  plant(
    'a session is answered although the record may not hold it',
    'one payable',
    ['orders/create-call.ts', 'await end();\n      throw error;', ''],
    [
      'orders/create-call.ts',
      'proposal = await this.#propose();\n          break;',
      'proposal = await this.#propose();\n if (this.#made) return this.#sessions.get(this.#made);\n break;',
    ],
  ),
  plant(
    'a lagging replica makes a paid session unpaid',
    ['stays paid', 'truth'],
    [
      'orders/payments.ts',
      "if (state === 'completed' || status === state) return record;",
      'if (status === state) return record;',
    ],
  ),
  plant('webhooks are always acknowledged', 'webhook', [
    'routes/webhooks.ts',
    'return errorResponse(error, report, 503);',
    'return c.json({received: true});',
  ]),
  plant('a webhook that is ahead of the replicas is acknowledged', 'webhook', [
    'routes/webhooks.ts',
    'if (event.isPaid && !(settled && isPaid(settled))) throw LAGGING;',
    '',
  ]),
  plant(
    'a held order can be paid again',
    'held',
    ['orders/create-transition.ts', "if (held !== null) return {do: 'answer', session: held};", ''],
    // Two more places keep it from being paid: a new session is ended when it is noted, and shown as processing.
    ['orders/payments.ts', 'if (!paid && held === null) return', 'if (!paid) return'],
    [
      'orders/session-entry.ts',
      "if (held !== null) return isOpen || status === 'completed' ? 'processing' : status;",
      '',
    ],
    ['orders/due.ts', 'record.paid !== null || record.held !== null', 'record.paid !== null'],
  ),
  plant('what is to be told is not due', 'liveness', [
    'orders/due.ts',
    'notifications.filter(({isDone}) => !isDone)',
    'notifications.filter(() => false)',
  ]),
  plant(
    'a changed secret changes the keys',
    ['stays paid', 'one payable', 'once', 'held', 'liveness'],
    ['orders/record-names.ts', '(await digest(`${account} ${name}`))', '(await sign(`${account} ${name}`))'],
  ),
  plant(
    'ended sessions are not read before a new one is made',
    ['read after end', 'stays paid'],
    [
      'orders/create-transition.ts',
      'const open = sessions.filter((entry) => !entry.isOrphan && !isFinal(entry, event.now));',
      'const open = sessions.filter(() => false);',
    ],
  ),
];
