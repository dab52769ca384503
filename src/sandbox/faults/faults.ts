import {type FaultRule, readRule} from './rule.ts';

/** An active rule. */
export interface Fault extends FaultRule {
  id: string;
  /** Number of requests it was applied to. */
  met: number;
}

function wildcardPattern(text: string): RegExp {
  const escaped = text.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
  return new RegExp(`^${escaped}$`);
}

function matchesRoute(route: string | undefined, method: string, path: string): boolean {
  if (route === undefined) return true;
  const [first = '', second] = route.split(' ');
  if (second !== undefined) return first === method && wildcardPattern(second).test(path);
  return first.startsWith('/') ? wildcardPattern(first).test(path) : first === method;
}

/** The hosted page's URL ends with the session id or, at PayMongo, with the client key, which begins with the id. */
function matchesSession(session: string | undefined, path: string): boolean {
  return (
    session === undefined || path.split('/').some((part) => part === session || part.startsWith(`${session}_client_`))
  );
}

/** Holds the fault rules. The first matching rule applies to a request. */
export class Faults {
  #faults: Fault[] = [];
  #added = 0;

  /**
   * Adds a rule.
   * @throws {CheckoutError} `invalid_configuration` if the rule is invalid
   */
  add(value: unknown): Fault {
    this.#added += 1;
    const fault = {...readRule(value), id: String(this.#added), met: 0};
    this.#faults.push(fault);
    return fault;
  }

  list(): readonly Fault[] {
    return this.#faults;
  }

  /** Removes one rule, or all rules, and returns the number removed. */
  remove(id?: string): number {
    const remaining = id === undefined ? [] : this.#faults.filter((fault) => fault.id !== id);
    const removed = this.#faults.length - remaining.length;
    this.#faults = remaining;
    return removed;
  }

  /** Returns the fault that applies to this request and counts it; null if none matches. */
  take(method: string, path: string): Fault | null {
    const fault = this.#faults.find(
      ({route, session, count, met}) =>
        (count === undefined || met < count) && matchesRoute(route, method, path) && matchesSession(session, path),
    );
    if (fault) fault.met += 1;
    return fault ?? null;
  }
}
