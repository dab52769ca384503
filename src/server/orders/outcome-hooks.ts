import {CheckoutError} from '../../core/error.ts';
import {type CheckoutSession, isOutcome} from '../../core/session.ts';
import type {Emit} from '../config/telemetry.ts';
import type {Exclusive} from '../stores/keyed-mutex.ts';
import {limit} from '../limit.ts';
import {isOwnReturn, type OutcomeHook, type Settings} from '../config/options.ts';
import type {Finding} from '../adapters/adapter.ts';
import {createSingleFlight} from '../stores/single-flight.ts';
import {OWN, REMEMBERED} from '../stores/store.ts';

/** Milliseconds that a hook may take before it counts as failed. */
const HOOK_LIMIT = 30_000;

/** Tells the merchant how a session ended; rejects where their hook does, so that it is told again. */
export type TellOutcome = (finding: Finding) => Promise<void>;

type OutcomeSettings = Pick<Settings<unknown>, 'hooks' | 'onForeign' | 'storage' | 'origins' | 'basePath' | 'emit'>;

export function createOutcomes(settings: OutcomeSettings, exclusive: Exclusive): TellOutcome {
  const {hooks, storage, onForeign, emit} = settings;
  const flights = createSingleFlight<void>();

  async function isOwn({session: {id}, successUrl}: Finding): Promise<boolean> {
    if (successUrl !== null && isOwnReturn(settings, successUrl)) return true;
    // The shop may have moved since, or the provider keeps the URL to itself.
    return (await storage.getItem(OWN + id)) != null;
  }

  async function tell({session, reference}: Finding, hook: OutcomeHook, key: string): Promise<boolean> {
    if ((await storage.getItem(key)) != null) return false;
    await limit(Promise.resolve(hook(session, {key, reference})), HOOK_LIMIT, () => {
      throw new CheckoutError('timeout', `The hook for ${key} took longer than ${HOOK_LIMIT / 1000} s.`);
    });
    // Recorded only now: what failed half-way is called again.
    await storage.setItem(key, 'done', {ttl: REMEMBERED});
    return true;
  }

  return async (finding) => {
    const {session} = finding;
    const {id, status} = session;
    if (!isOutcome(status) || id === null) return;
    const ownHook = hooks[status];
    if (!ownHook && !onForeign) return;
    const key = `${id}:${status}`;
    await flights(key, () =>
      exclusive(key, async () => {
        const own = await isOwn(finding);
        const hook = own ? ownHook : onForeign;
        if (!hook || !(await tell(finding, hook, key))) return;
        settled(emit, session, own);
      }),
    );
  };
}

function settled(emit: Emit, {id, provider, status}: CheckoutSession, own: boolean): void {
  emit('monime_checkout.session.settled', {
    'monime_checkout.provider': provider,
    'monime_checkout.session.id': id ?? '',
    'monime_checkout.session.status': status,
    'monime_checkout.session.own': own,
  });
}
