import {CheckoutError} from '../core/error.ts';
import type {SandboxOptions} from './options.ts';
import type {Switches} from './switches.ts';

/** API keys and webhook secrets of both providers. */
export interface SandboxKeys {
  monime: {token: string; spaceId: string; webhookSecret: string};
  paymongo: {secretKey: string; publicKey: string; webhookSecret: string};
}

/** The keys that the sandbox accepts by default. */
export const SANDBOX_KEYS: SandboxKeys = {
  monime: {
    token: 'mon_test_sandbox',
    spaceId: 'spc-sandbox',
    webhookSecret: 'sandbox-webhook-secret-of-32-characters',
  },
  paymongo: {secretKey: 'sk_test_sandbox', publicKey: 'pk_test_sandbox', webhookSecret: 'whsk_sandbox'},
};

/**
 * Merges the keys of the options with {@link SANDBOX_KEYS}. Only test keys are accepted, because the dashboard shows
 * them.
 * @throws {CheckoutError} `invalid_configuration`, with the option in `path`
 */
export function resolveKeys(options: SandboxOptions): SandboxKeys {
  const {monime: monimeDefaults, paymongo: payMongoDefaults} = SANDBOX_KEYS;
  const {webhooks} = options;
  const monime = {
    ...monimeDefaults,
    ...options.monime,
    webhookSecret: webhooks?.monime?.secret ?? monimeDefaults.webhookSecret,
  };
  const paymongo = {
    ...payMongoDefaults,
    ...options.paymongo,
    webhookSecret: webhooks?.paymongo?.secret ?? payMongoDefaults.webhookSecret,
  };
  const refuse = (path: string, rule: string) => {
    throw new CheckoutError('invalid_configuration', `The sandbox's ${path} must ${rule}.`, {path});
  };
  const requirePrefix = (path: string, value: string, prefix: string) => {
    if (!value.startsWith(prefix) || value.length > 64) refuse(path, `start with ${prefix}`);
  };
  requirePrefix('monime.token', monime.token, 'mon_test_');
  requirePrefix('monime.spaceId', monime.spaceId, 'spc-');
  requirePrefix('paymongo.secretKey', paymongo.secretKey, 'sk_test_');
  requirePrefix('paymongo.publicKey', paymongo.publicKey, 'pk_test_');
  const {length} = monime.webhookSecret;
  if (length < 32 || length > 256) refuse('webhooks.monime.secret', 'be 32 to 256 characters long');
  if (paymongo.webhookSecret === '') refuse('webhooks.paymongo.secret', 'not be empty');
  return {monime, paymongo};
}

/** What a well-formed test key looks like. No live key matches. */
const TEST_KEY_FORMS = {
  token: /^mon_test_[\w-]+$/,
  spaceId: /^spc-[\w-]{1,60}$/,
  secretKey: /^sk_test_\w+$/,
  publicKey: /^pk_test_\w+$/,
} as const;

/** Whether a request may use this key: the sandbox's own or, with the switch `anyTestKey`, any well-formed test key. */
export function acceptsKey(
  kind: keyof typeof TEST_KEY_FORMS,
  value: string,
  {keys, switches}: {keys: SandboxKeys; switches: Switches},
): boolean {
  const ownKeys = {...keys.monime, ...keys.paymongo};
  return value === ownKeys[kind] || (switches.sandbox.anyTestKey && TEST_KEY_FORMS[kind].test(value));
}
