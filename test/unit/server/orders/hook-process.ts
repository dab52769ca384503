import {vi} from 'vitest';
import {type CheckoutOptions, validateOptions} from '../../../../src/server/config/options.ts';
import type {TelemetryEvent} from '../../../../src/server/config/telemetry.ts';
import {createSigner} from '../../../../src/server/crypto/signer.ts';
import {createHookCaller} from '../../../../src/server/orders/hook-caller.ts';
import type {OrderEvent, ReadEvent} from '../../../../src/server/orders/order-event.ts';
import {createOrderRecords} from '../../../../src/server/orders/order-records.ts';
import {createRecordNames} from '../../../../src/server/orders/record-names.ts';
import {memoryStore} from '../../../../src/server/stores/memory-store.ts';
import {reliableStore} from '../../../../src/server/stores/reliable-store.ts';
import {sessionWith} from '../../sessions.ts';
import {createProvider, ORIGIN} from './account.ts';
import {readOf} from './records.ts';

const KEY = 'o:account:order';
const names = createRecordNames('monime live', createSigner('a-secret'));
export const session = sessionWith({id: 'a', status: 'completed'});

/** A process with hooks. */
export function startProcess(options: Partial<CheckoutOptions> = {}, store = reliableStore(memoryStore())) {
  const events: TelemetryEvent[] = [];
  const errors: unknown[] = [];
  const told: string[] = [];
  const note = (kind: string) => (_: unknown, event: {key: string}) => void told.push(`${kind} ${event.key}`);
  const settings = validateOptions({
    provider: createProvider().adapter,
    origin: ORIGIN,
    store: memoryStore(),
    onCompleted: note('completed'),
    onCancelled: note('cancelled'),
    onExpired: note('expired'),
    onAttention: (kind, {key}) => void told.push(`${kind} ${key}`),
    onEvent: (event) => void events.push(event),
    onError: (error) => void errors.push(error),
    ...options,
  });
  const records = createOrderRecords(store, names);
  const callHooks = createHookCaller(settings, records);
  const sessionOf = vi.fn<() => Promise<typeof session>>(async () => session);
  /** Calls what is pending in the record, as it is or as it was. */
  const call = async (forCustomer = false, known = records.read(KEY)) =>
    callHooks({key: KEY, record: await known, forCustomer, sessionOf});
  const apply = (event: OrderEvent) => records.apply(KEY, event);
  const read = (status: ReadEvent['status'], patch: Partial<ReadEvent> = {}) =>
    apply(readOf('a', status, {now: Date.now(), ...patch}));
  const notifications = async () => (await records.read(KEY)).notifications;
  return {store, events, errors, told, sessionOf, records, call, apply, read, notifications};
}

/** A hook that goes on until the test ends it. */
export function slowHook() {
  let end = () => {};
  const hook = vi.fn<() => Promise<void>>(() => new Promise((resolve) => (end = resolve)));
  return {hook, end: () => end()};
}
