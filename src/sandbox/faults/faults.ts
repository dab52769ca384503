import {type FaultRule, readRule} from './rule.ts';

/** A rule at work. */
export interface Fault extends FaultRule {
  id: string;
  /** How many requests it met. */
  met: number;
}

function pattern(text: string): RegExp {
  const escaped = text.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
  return new RegExp(`^${escaped}$`);
}

function onRoute(route: string | undefined, method: string, path: string): boolean {
  if (route === undefined) return true;
  const [first = '', second] = route.split(' ');
  if (second !== undefined) return first === method && pattern(second).test(path);
  return first.startsWith('/') ? pattern(first).test(path) : first === method;
}

/** A hosted page's address ends in the id, or at PayMongo in the client key that begins with it. */
function isAbout(session: string | undefined, path: string): boolean {
  return (
    session === undefined || path.split('/').some((part) => part === session || part.startsWith(`${session}_client_`))
  );
}

/** The rules of what goes wrong; the first that fits a request has it. */
export class Faults {
  #faults: Fault[] = [];
  #added = 0;

  /**
   * @throws {CheckoutError} `invalid_configuration`
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

  /** Forgets one rule, or all; answers how many that were. */
  remove(id?: string): number {
    const left = id === undefined ? [] : this.#faults.filter((fault) => fault.id !== id);
    const removed = this.#faults.length - left.length;
    this.#faults = left;
    return removed;
  }

  /** The fault that this request meets. */
  take(method: string, path: string): Fault | null {
    const fault = this.#faults.find(
      ({route, session, count, met}) =>
        (count === undefined || met < count) && onRoute(route, method, path) && isAbout(session, path),
    );
    if (fault) fault.met += 1;
    return fault ?? null;
  }
}
