import {CheckoutError} from '../../core/error.ts';
import {isWorthReporting} from '../stores/reliable-store.ts';

export type TelemetryEventName =
  | 'monime_checkout.request'
  | 'monime_checkout.session.created'
  | 'monime_checkout.session.read'
  | 'monime_checkout.session.settled'
  | 'monime_checkout.attention'
  | 'monime_checkout.reference_reused'
  | 'monime_checkout.return'
  | 'monime_checkout.webhook'
  | 'monime_checkout.webhook.missing'
  | 'monime_checkout.error';

export type TelemetryAttributes = Readonly<Record<string, string | number | boolean>>;

/** A structured event for logs, traces and metrics, shaped like an OpenTelemetry event. It never contains a secret. */
export interface TelemetryEvent {
  name: TelemetryEventName;
  attributes: TelemetryAttributes;
}

export type Emit = (name: TelemetryEventName, attributes: TelemetryAttributes) => void;

async function callSafely<T>(hook: (value: T) => unknown, value: T): Promise<void> {
  try {
    await hook(value);
  } catch {
    // A failure of the merchant's hook must not break the customer's request.
  }
}

export function createEmit(onEvent: ((event: TelemetryEvent) => unknown) | undefined): Emit {
  return (name, attributes) => onEvent && void callSafely(onEvent, {name, attributes});
}

/** The error's code or class name, for `error.type`: its message may contain private data. */
export function errorType(error: unknown): string {
  if (error instanceof CheckoutError) return error.code;
  return error instanceof Error ? error.name : typeof error;
}

/** Creates the function that reports an error: as an event, and to `onError` if the merchant should see it. */
export function createReport(onError: (error: unknown) => unknown, emit: Emit): (error: unknown) => void {
  return (error) => {
    emit('monime_checkout.error', {'error.type': errorType(error)});
    if (isWorthReporting(error)) void callSafely(onError, error);
  };
}

/**
 * Returns the duration as an attribute, in milliseconds.
 * @param start value of `performance.now()`
 */
export function durationSince(start: number): TelemetryAttributes {
  return {'monime_checkout.duration_ms': Math.round((performance.now() - start) * 10) / 10};
}
