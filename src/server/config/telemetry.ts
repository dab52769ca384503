import {CheckoutError} from '../../core/error.ts';

export type TelemetryEventName =
  | 'monime_checkout.request'
  | 'monime_checkout.session.created'
  | 'monime_checkout.session.read'
  | 'monime_checkout.session.settled'
  | 'monime_checkout.attention'
  | 'monime_checkout.reference_reused'
  | 'monime_checkout.return'
  | 'monime_checkout.webhook'
  | 'monime_checkout.error';

export type TelemetryAttributes = Readonly<Record<string, string | number | boolean>>;

/** Something that happened, for logs, traces and counters: OpenTelemetry's shape, and never a secret in it. */
export interface TelemetryEvent {
  name: TelemetryEventName;
  attributes: TelemetryAttributes;
}

export type Emit = (name: TelemetryEventName, attributes: TelemetryAttributes) => void;

async function callSafely<T>(hook: (value: T) => unknown, value: T): Promise<void> {
  try {
    await hook(value);
  } catch {
    // The hook is the merchant's: its own failure must not become the customer's.
  }
}

export function createEmit(onEvent: ((event: TelemetryEvent) => unknown) | undefined): Emit {
  return (name, attributes) => onEvent && void callSafely(onEvent, {name, attributes});
}

/** What kind of error it is, without its words. */
export function errorType(error: unknown): string {
  if (error instanceof CheckoutError) return error.code;
  return error instanceof Error ? error.name : typeof error;
}

/** Tells the merchant what went wrong without the caller being at fault. */
export function createReport(onError: (error: unknown) => unknown, emit: Emit): (error: unknown) => void {
  return (error) => {
    emit('monime_checkout.error', {'error.type': errorType(error)});
    void callSafely(onError, error);
  };
}

/** Milliseconds since `start` on the monotonic clock, as an attribute. */
export function durationSince(start: number): TelemetryAttributes {
  return {'monime_checkout.duration_ms': Math.round((performance.now() - start) * 10) / 10};
}
