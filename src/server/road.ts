import {CheckoutError} from '../core/error.ts';
import type {CheckoutSession} from '../core/session.ts';
import type {Exclusive} from './exclusive.ts';
import {limit} from './limit.ts';
import type {Settings} from './options.ts';
import type {Reader} from './reader.ts';
import {createSingleFlight} from './single-flight.ts';
import {REMEMBERED} from './storage.ts';

/** Milliseconds that `onCompleted` may take before it counts as failed. */
const COMPLETION_LIMIT = 30_000;
/** Milliseconds that a customer's read waits for `onCompleted`. */
const PATIENCE = 5000;

/** The one road from "something happened" to "it is paid": the provider is read, then `onCompleted` is called. */
export interface Road {
  /** Reads (an answer serves for a second) and tells the truth even where `onCompleted` fails. */
  look(id: string): Promise<CheckoutSession>;
  /** The same, but reads anew. */
  lookAnew(id: string): Promise<CheckoutSession>;
  /** Reads anew; rejects where `onCompleted` fails, so that the caller tries again. */
  settle(id: string): Promise<CheckoutSession>;
}

type RoadSettings = Pick<Settings<unknown>, 'onCompleted' | 'storage' | 'report'>;

export function createRoad({onCompleted, storage, report}: RoadSettings, reader: Reader, exclusive: Exclusive): Road {
  const completions = createSingleFlight<void>();

  async function complete(session: CheckoutSession): Promise<void> {
    const {id, status} = session;
    if (status !== 'completed' || id === null || !onCompleted) return;
    const key = `${id}:completed`;
    await completions(key, () =>
      exclusive(key, async () => {
        if ((await storage.getItem(key)) != null) return;
        await limit(Promise.resolve(onCompleted(session, {key})), COMPLETION_LIMIT, () => {
          throw new CheckoutError('timeout', `onCompleted took longer than ${COMPLETION_LIMIT / 1000} s.`);
        });
        // Recorded only now: what failed half-way is called again.
        await storage.setItem(key, 'done', {ttl: REMEMBERED});
      }),
    );
  }

  async function tell(session: CheckoutSession): Promise<CheckoutSession> {
    await limit(complete(session).catch(report), PATIENCE, () => undefined);
    return session;
  }

  return {
    look: async (id) => tell(await reader.read(id)),
    lookAnew: async (id) => tell(await reader.readAnew(id)),
    async settle(id) {
      const session = await reader.readAnew(id);
      await complete(session);
      return session;
    },
  };
}
