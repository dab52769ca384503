import * as z from 'zod/mini';

const Body = z.object({name: z.string(), successUrl: z.string(), reference: z.nullish(z.string())});
type Session = z.output<typeof Body> & {status: string};

/** Monime's checkout sessions in this process, for tests that need thousands of them and then none. */
export class ForgetfulProvider {
  readonly #sessions = new Map<string, Session>();
  readonly #faults = new Map<string, (() => Response)[]>();

  /** The id of the session with this title: whoever looks for the title finds the id, too. */
  static idOf(title: string): string {
    return `scs-${title}`;
  }

  setStatus(id: string, status: string): void {
    this.#get(id).status = status;
  }

  /** Where the customer is sent after the payment. */
  successUrl(id: string): string {
    return this.#get(id).successUrl;
  }

  /** What the next reads of a session meet. */
  fail(id: string, ...faults: (() => Response)[]): void {
    this.#faults.set(id, faults);
  }

  forgetAll(): void {
    this.#sessions.clear();
    this.#faults.clear();
  }

  /** Instead of the global function. */
  readonly fetch = async (url: string, init: RequestInit): Promise<Response> => {
    if (init.method === 'POST') {
      const body = z.parse(Body, JSON.parse(String(init.body)));
      const id = ForgetfulProvider.idOf(body.name);
      this.#sessions.set(id, {...body, status: 'pending'});
      return this.#answer(id);
    }
    const id = url.slice(url.lastIndexOf('/') + 1);
    return this.#faults.get(id)?.shift()?.() ?? this.#answer(id);
  };

  #get(id: string): Session {
    const session = this.#sessions.get(id);
    if (!session) throw new Error(`There is no session ${id}.`);
    return session;
  }

  #answer(id: string): Response {
    const session = this.#sessions.get(id);
    if (!session) return Response.json({success: false}, {status: 404});
    const lineItems = {data: [{name: 'Rice', quantity: 1, price: {currency: 'SLE', value: 5000}}]};
    const redirectUrl = `https://checkout.monime.io/${id}`;
    return Response.json({success: true, result: {...session, id, redirectUrl, lineItems}});
  }
}
