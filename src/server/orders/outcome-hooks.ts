import {CheckoutError} from '../../core/error.ts';
import {type CheckoutSession, isOutcome} from '../../core/session.ts';
import type {Emit} from '../config/telemetry.ts';
import type {KeyedMutex} from '../stores/keyed-mutex.ts';
import {withTimeout} from '../../core/with-timeout.ts';
import {isOwnReturn, type OutcomeHook, type Settings} from '../config/options.ts';
import type {ProviderSession} from '../adapters/adapter.ts';
import {createSingleFlight} from '../stores/single-flight.ts';
import {OWN, RECORD_TTL_S} from '../stores/storage.ts';

/** Milliseconds that a hook may take before it counts as failed. */
const HOOK_TIMEOUT_MS = 30_000;

/** Tells the merchant how a session ended; rejects where their hook does, so that it is told again. */
export type NotifyOutcome = (finding: ProviderSession) => Promise<void>;

type OutcomeSettings = Pick<Settings<unknown>, 'hooks' | 'onForeign' | 'storage' | 'origins' | 'basePath' | 'emit'>;

export function createOutcomeHooks(settings: OutcomeSettings, exclusive: KeyedMutex): NotifyOutcome {
  const {hooks, storage, onForeign, emit} = settings;
  const flights = createSingleFlight<void>();

  async function isOwn({session: {id}, successUrl}: ProviderSession): Promise<boolean> {
    if (successUrl !== null && isOwnReturn(settings, successUrl)) return true;
    // The shop may have moved since, or the provider keeps the URL to itself.
    return (await storage.getItem(OWN + id)) != null;
  }

  async function tell({session, reference}: ProviderSession, hook: OutcomeHook, key: string): Promise<boolean> {
    if ((await storage.getItem(key)) != null) return false;
    await withTimeout(Promise.resolve(hook(session, {key, reference})), HOOK_TIMEOUT_MS, () => {
      throw new CheckoutError('timeout', `The hook for ${key} took longer than ${HOOK_TIMEOUT_MS / 1000} s.`);
    });
    // Recorded only now: what failed half-way is called again.
    await storage.setItem(key, 'done', {ttl: RECORD_TTL_S});
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
