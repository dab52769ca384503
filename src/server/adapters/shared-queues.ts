import {TurnQueue} from './turn-queue.ts';

const SHARED = Symbol.for('monime-checkout.turn-queues');
/** Queues that are kept although they are idle. Those in use are always kept. */
const MAX_IDLE = 100;

/**
 * Returns this process's queue of that name. Frameworks load modules several times, and shops make several adapters: all
 * of them count together, as the provider does. If their rates differ, the lowest of those in use applies.
 *
 * Use the queue in the same task: an idle one may be dropped later.
 * @param name holds no secret: all code in the process can read it
 */
export function sharedQueue(name: string, perSecond: number): TurnQueue {
  const scope: typeof globalThis & {[SHARED]?: Map<string, TurnQueue>} = globalThis;
  const queues = (scope[SHARED] ??= new Map());
  const known = queues.get(name);
  if (known) {
    known.setRate(perSecond);
    return known;
  }
  if (queues.size >= MAX_IDLE) for (const [other, queue] of queues) if (queue.isIdle()) queues.delete(other);
  const queue = new TurnQueue(perSecond);
  queues.set(name, queue);
  return queue;
}
