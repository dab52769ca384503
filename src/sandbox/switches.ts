import * as z from 'zod/mini';
import {CheckoutError} from '../core/error.ts';

interface PageSwitches {
  /** HTTP method of the customer's return to the success or cancel URL. */
  returnMethod: 'get' | 'post';
  /** Whether the hosted page allows being framed. */
  framing: 'allowed' | 'refused';
  /** Whether the hosted page sends `Cross-Origin-Opener-Policy: same-origin`, which severs `window.opener`. */
  coop: boolean;
  /** Whether the page redirects to the cancel URL when the session expires while it is open. */
  returnOnExpiry: boolean;
}

/** Behaviour that tests can change, and that the providers' documentation leaves open. */
export interface Switches {
  sandbox: {
    /** Milliseconds before every response of an API or hosted page. Default: 0. */
    latency: number;
    /** Milliseconds until a slow payment is confirmed. Default: 5000. */
    confirmation: number;
    /**
     * Milliseconds for which API reads return the old state of a session after a change, as a lagging replica does.
     * Default: 0.
     */
    lag: number;
    /**
     * Reads that lag: all, or every second one after a change, so that a completed session reads as pending again.
     * Default: all.
     */
    laggingReads: 'all' | 'alternate';
    /**
     * Milliseconds after which a session is paid that the merchant has expired (PayMongo) or deleted (Monime), although
     * the provider has acknowledged it. Default: null, never.
     */
    paidAfterEnd: number | null;
    /** Whether both APIs accept any well-formed test key and space id, not only the sandbox's own. Default: false. */
    anyTestKey: boolean;
  };
  monime: PageSwitches & {
    /** Whether responses nest `result` twice, as some integrators report. Default: false. */
    nestedResult: boolean;
    /** Milliseconds from creation to expiry of a session. Default: 3,600,000 (1 h). */
    lifetime: number;
    /** Whether test tokens can create and read checkout sessions; some integrators report a 403. Default: accepted. */
    testToken: 'accepted' | 'refused';
    /** Whether the customer's return carries `callbackState`. Default: withheld. */
    callbackState: 'withheld' | 'returned';
    /** Whether a session can hold items in more than one currency. Default: accepted. */
    mixedCurrencies: 'accepted' | 'refused';
    /**
     * Whether the replay of an idempotent request returns the session as it was created, or as it is. Default:
     * as-created.
     */
    replay: 'as-created' | 'current';
    /** Requests per second to one endpoint, with the token, and in the space. Default: null, unlimited. */
    endpointLimit: number | null;
    tokenLimit: number | null;
    spaceLimit: number | null;
  };
  paymongo: PageSwitches & {
    /** Whether CORS lets pages of other origins read a session with the public key. Default: true. */
    cors: boolean;
    /** Payments hidden from the public key: those of the session, or those of its intent too. Default: all-payments. */
    withheld: 'payments' | 'all-payments';
    /** Milliseconds from creation to expiry of a session. Default: null, never. */
    lifetime: number | null;
    /**
     * Whether `Idempotency-Key` is honoured, as documented, or ignored, as an integrator found for checkout sessions.
     * Default: false.
     * @see https://developers.paymongo.com/reference/idempotent-requests
     */
    idempotency: boolean;
    /**
     * Whether a version 2 session shows the payment intent of its last attempt, or `null` always. Default: shown.
     */
    v2Intent: 'shown' | 'absent';
    /** Requests per minute. Default: null, unlimited. */
    rateLimit: number | null;
  };
  webhooks: {
    /** Divides the delays between delivery attempts. Default: 1, as at the provider. */
    speed: number;
    /** Milliseconds before the first delivery attempt. Default: 0. */
    delay: number;
    /** Number of times each event is sent, even after a 2xx; 1 to 10. Default: 1. */
    copies: number;
    /** Order of the events of one change. Default: kept. */
    order: 'kept' | 'reversed';
    /** Whether events wait until they are sent from the dashboard or the control API. Default: false. */
    held: boolean;
  };
}

/** The switches to change; the others keep their values. */
export type SwitchesPatch = {[Group in keyof Switches]?: Partial<Switches[Group]>};

const DEFAULTS: Switches = {
  sandbox: {latency: 0, confirmation: 5000, lag: 0, laggingReads: 'all', paidAfterEnd: null, anyTestKey: false},
  monime: {
    returnMethod: 'post',
    framing: 'allowed',
    coop: false,
    returnOnExpiry: false,
    nestedResult: false,
    lifetime: 3_600_000,
    testToken: 'accepted',
    callbackState: 'withheld',
    mixedCurrencies: 'accepted',
    replay: 'as-created',
    endpointLimit: null,
    tokenLimit: null,
    spaceLimit: null,
  },
  paymongo: {
    returnMethod: 'get',
    framing: 'refused',
    coop: false,
    returnOnExpiry: false,
    cors: true,
    withheld: 'all-payments',
    lifetime: null,
    idempotency: false,
    v2Intent: 'shown',
    rateLimit: null,
  },
  webhooks: {speed: 1, delay: 0, copies: 1, order: 'kept', held: false},
};

/** Rate limits that the providers document; for Monime those of test tokens. */
export const DOCUMENTED_LIMITS: SwitchesPatch = {
  monime: {endpointLimit: 5, tokenLimit: 20, spaceLimit: 100},
  paymongo: {rateLimit: 6000},
};

const milliseconds = z.int().check(z.nonnegative());
const lifetime = z.int().check(z.positive());
const limit = z.nullable(z.int().check(z.positive()));
const pageShape = {
  returnMethod: z.enum(['get', 'post']),
  framing: z.enum(['allowed', 'refused']),
  coop: z.boolean(),
  returnOnExpiry: z.boolean(),
};

function partialGroup<Shape extends z.core.$ZodShape>(shape: Shape) {
  return z.exactOptional(z.exactPartial(z.strictObject(shape)));
}

const Patch = z.strictObject({
  sandbox: partialGroup({
    latency: milliseconds,
    confirmation: milliseconds,
    lag: milliseconds,
    laggingReads: z.enum(['all', 'alternate']),
    paidAfterEnd: z.nullable(milliseconds),
    anyTestKey: z.boolean(),
  }),
  monime: partialGroup({
    ...pageShape,
    nestedResult: z.boolean(),
    lifetime,
    testToken: z.enum(['accepted', 'refused']),
    callbackState: z.enum(['withheld', 'returned']),
    mixedCurrencies: z.enum(['accepted', 'refused']),
    replay: z.enum(['as-created', 'current']),
    endpointLimit: limit,
    tokenLimit: limit,
    spaceLimit: limit,
  }),
  paymongo: partialGroup({
    ...pageShape,
    cors: z.boolean(),
    withheld: z.enum(['payments', 'all-payments']),
    lifetime: z.nullable(lifetime),
    idempotency: z.boolean(),
    v2Intent: z.enum(['shown', 'absent']),
    rateLimit: limit,
  }),
  webhooks: partialGroup({
    speed: z.number().check(z.positive()),
    delay: milliseconds,
    copies: z.int().check(z.minimum(1), z.maximum(10)),
    order: z.enum(['kept', 'reversed']),
    held: z.boolean(),
  }),
});

/**
 * Returns the switches with the patch applied.
 * @throws {CheckoutError} `invalid_configuration` for an unknown switch or value, with the switch in `path`
 */
export function patchSwitches(switches: Switches, patch: unknown): Switches {
  const parsed = z.safeParse(Patch, patch, {error: z.locales.en().localeError});
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const path = ['switches', ...(issue?.path ?? [])].join('.');
    throw new CheckoutError('invalid_configuration', `${path}: ${issue?.message ?? 'invalid'}.`, {path});
  }
  const {sandbox, monime, paymongo, webhooks} = parsed.data;
  return {
    sandbox: {...switches.sandbox, ...sandbox},
    monime: {...switches.monime, ...monime},
    paymongo: {...switches.paymongo, ...paymongo},
    webhooks: {...switches.webhooks, ...webhooks},
  };
}

/**
 * Returns the initial switches: the defaults with the patch applied.
 * @throws {CheckoutError} `invalid_configuration` for an unknown switch or value
 */
export function initialSwitches(patch: SwitchesPatch = {}): Switches {
  return patchSwitches(DEFAULTS, patch);
}
