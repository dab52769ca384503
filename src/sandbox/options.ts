import * as z from 'zod/mini';
import {CheckoutError} from '../core/error.ts';

/** The keys that the sandbox takes unless the options name others. */
export const SANDBOX_KEYS: SandboxKeys = {
  monime: {token: 'mon_test_sandbox', spaceId: 'spc-sandbox'},
  paymongo: {secretKey: 'sk_test_sandbox', publicKey: 'pk_test_sandbox'},
};

export interface SandboxKeys {
  monime: {token: string; spaceId: string};
  paymongo: {secretKey: string; publicKey: string};
}

/** How a provider behaves where its documentation is silent. */
export interface Switches {
  monime: {
    /** How the customer's browser comes back to `successUrl` and `cancelUrl`. */
    returnMethod: 'get' | 'post';
    /** Whether the hosted page may stand in a frame. */
    framing: 'allowed' | 'refused';
    /** Whether the hosted page cuts its ties with the window that opened it. */
    coop: boolean;
    /** Whether answers nest `result` twice. */
    nestedResult: boolean;
    /** Milliseconds from the creation of a session to its expiry. */
    lifetime: number;
  };
  paymongo: {
    returnMethod: 'get' | 'post';
    framing: 'allowed' | 'refused';
    coop: boolean;
    /** Whether pages of other sites may read a session with the public key. */
    cors: boolean;
  };
}

/** Some of the switches; the others stay as they are. */
export interface SwitchesPatch {
  monime?: Partial<Switches['monime']>;
  paymongo?: Partial<Switches['paymongo']>;
}

const DEFAULT_SWITCHES: Switches = {
  monime: {returnMethod: 'post', framing: 'allowed', coop: false, nestedResult: false, lifetime: 3_600_000},
  paymongo: {returnMethod: 'get', framing: 'refused', coop: false, cors: true},
};

const page = {
  returnMethod: z.enum(['get', 'post']),
  framing: z.enum(['allowed', 'refused']),
  coop: z.boolean(),
};

const Patch = z.strictObject({
  monime: z.exactOptional(
    z.exactPartial(z.strictObject({...page, nestedResult: z.boolean(), lifetime: z.int().check(z.positive())})),
  ),
  paymongo: z.exactOptional(z.exactPartial(z.strictObject({...page, cors: z.boolean()}))),
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
  return {
    monime: {...switches.monime, ...parsed.data.monime},
    paymongo: {...switches.paymongo, ...parsed.data.paymongo},
  };
}

export interface SandboxOptions {
  /** Origin of the hosted pages, for example `http://localhost:4010`. Default: that of the request. */
  origin?: string;
  monime?: Partial<SandboxKeys['monime']>;
  paymongo?: Partial<SandboxKeys['paymongo']>;
  /** Makes ids that are the same on every run. */
  seed?: number;
  /** The clock, in milliseconds since 1970. */
  now?: () => number;
  switches?: SwitchesPatch;
}

/** The position of the switches that a sandbox starts with. */
export function initialSwitches({switches = {}}: SandboxOptions): Switches {
  return patchSwitches(DEFAULT_SWITCHES, switches);
}

/**
 * The keys that a sandbox takes. They are shown on its pages, so it refuses to hold live ones.
 * @throws {CheckoutError} `invalid_configuration`, naming the option
 */
export function keysOf(options: SandboxOptions): SandboxKeys {
  const monime = {...SANDBOX_KEYS.monime, ...options.monime};
  const paymongo = {...SANDBOX_KEYS.paymongo, ...options.paymongo};
  const demand = (path: string, value: string, prefix: string) => {
    if (value.startsWith(prefix) && value.length <= 64) return;
    throw new CheckoutError('invalid_configuration', `The sandbox's ${path} must begin with ${prefix}.`, {path});
  };
  demand('monime.token', monime.token, 'mon_test_');
  demand('monime.spaceId', monime.spaceId, 'spc-');
  demand('paymongo.secretKey', paymongo.secretKey, 'sk_test_');
  demand('paymongo.publicKey', paymongo.publicKey, 'pk_test_');
  return {monime, paymongo};
}
