import * as z from 'zod/mini';
import {CheckoutError} from '../core/error.ts';

interface PageSwitches {
  /** How the customer's browser comes back to the merchant's two URLs. */
  returnMethod: 'get' | 'post';
  /** Whether the hosted page may stand in a frame. */
  framing: 'allowed' | 'refused';
  /** Whether the hosted page cuts its ties with the window that opened it. */
  coop: boolean;
  /** Whether a customer before whom the session expires is taken back to the merchant's cancel URL. */
  returnOnExpiry: boolean;
}

/** How the sandbox behaves where the documentation is silent, and where tests want it otherwise. */
export interface Switches {
  sandbox: {
    /** Milliseconds before every answer of an API and every hosted page. */
    latency: number;
    /** Milliseconds that a payment with slow confirmation takes. */
    confirmation: number;
  };
  monime: PageSwitches & {
    /** Whether answers nest `result` twice. */
    nestedResult: boolean;
    /** Milliseconds from the creation of a session to its expiry. */
    lifetime: number;
    /** Whether test tokens may create checkout sessions; integrators report that they may not. */
    testToken: 'accepted' | 'refused';
    /** Whether `callbackState` travels with the customer's return. */
    callbackState: 'withheld' | 'returned';
    /** Whether one session may hold items in more than one currency. */
    mixedCurrencies: 'accepted' | 'refused';
    /** Requests a second that one endpoint, the token and the space may take; null is any number. */
    endpointLimit: number | null;
    tokenLimit: number | null;
    spaceLimit: number | null;
  };
  paymongo: PageSwitches & {
    /** Whether pages of other sites may read a session with the public key. */
    cors: boolean;
    /** Which copies of the payments the public key does not see: the session's own, or the intent's as well. */
    withheld: 'payments' | 'all-payments';
    /** Milliseconds from the creation of a session to its expiry; null is never. */
    lifetime: number | null;
    /** Whether `Idempotency-Key` is heeded. */
    idempotency: boolean;
    /** Requests a minute; null is any number. */
    rateLimit: number | null;
  };
  webhooks: {
    /** How many times faster than at the provider the time between two tries goes by. */
    speed: number;
    /** Milliseconds before the first try. */
    delay: number;
    /** How often every event is sent, though it was taken. */
    copies: number;
    /** In which order the events of one moment are sent. */
    order: 'kept' | 'reversed';
    /** Whether events wait until they are sent by hand. */
    held: boolean;
  };
}

/** Some of the switches; the others stay as they are. */
export type SwitchesPatch = {[Group in keyof Switches]?: Partial<Switches[Group]>};

const DEFAULTS: Switches = {
  sandbox: {latency: 0, confirmation: 5000},
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
    rateLimit: null,
  },
  webhooks: {speed: 1, delay: 0, copies: 1, order: 'kept', held: false},
};

/** The limits that the providers document, Monime's for test tokens. */
export const DOCUMENTED_LIMITS: SwitchesPatch = {
  monime: {endpointLimit: 5, tokenLimit: 20, spaceLimit: 100},
  paymongo: {rateLimit: 6000},
};

const milliseconds = z.int().check(z.nonnegative());
const lifetime = z.int().check(z.positive());
const limit = z.nullable(z.int().check(z.positive()));
const page = {
  returnMethod: z.enum(['get', 'post']),
  framing: z.enum(['allowed', 'refused']),
  coop: z.boolean(),
  returnOnExpiry: z.boolean(),
};

function group<Shape extends z.core.$ZodShape>(shape: Shape) {
  return z.exactOptional(z.exactPartial(z.strictObject(shape)));
}

const Patch = z.strictObject({
  sandbox: group({latency: milliseconds, confirmation: milliseconds}),
  monime: group({
    ...page,
    nestedResult: z.boolean(),
    lifetime,
    testToken: z.enum(['accepted', 'refused']),
    callbackState: z.enum(['withheld', 'returned']),
    mixedCurrencies: z.enum(['accepted', 'refused']),
    endpointLimit: limit,
    tokenLimit: limit,
    spaceLimit: limit,
  }),
  paymongo: group({
    ...page,
    cors: z.boolean(),
    withheld: z.enum(['payments', 'all-payments']),
    lifetime: z.nullable(lifetime),
    idempotency: z.boolean(),
    rateLimit: limit,
  }),
  webhooks: group({
    speed: z.number().check(z.positive()),
    delay: milliseconds,
    copies: z.int().check(z.minimum(1), z.maximum(10)),
    order: z.enum(['kept', 'reversed']),
    held: z.boolean(),
  }),
});

/**
 * @throws {CheckoutError} `invalid_configuration`, naming the switch that is none or has no such position
 */
export function patchSwitches(switches: Switches, patch: unknown): Switches {
  const parsed = z.safeParse(Patch, patch, {error: z.locales.en().localeError});
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const path = ['switches', ...(issue?.path ?? [])].join('.');
    throw new CheckoutError('invalid_configuration', `${path}: ${issue?.message ?? 'not understood'}.`, {path});
  }
  const {sandbox, monime, paymongo, webhooks} = parsed.data;
  return {
    sandbox: {...switches.sandbox, ...sandbox},
    monime: {...switches.monime, ...monime},
    paymongo: {...switches.paymongo, ...paymongo},
    webhooks: {...switches.webhooks, ...webhooks},
  };
}

/** The position of the switches that a sandbox starts with. */
export function initialSwitches(patch: SwitchesPatch = {}): Switches {
  return patchSwitches(DEFAULTS, patch);
}
