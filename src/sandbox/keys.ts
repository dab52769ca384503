import {CheckoutError} from '../core/error.ts';
import type {SandboxOptions} from './options.ts';

export interface SandboxKeys {
  monime: {token: string; spaceId: string; webhookSecret: string};
  paymongo: {secretKey: string; publicKey: string; webhookSecret: string};
}

/** The keys that the sandbox takes unless the options name others. */
export const SANDBOX_KEYS: SandboxKeys = {
  monime: {
    token: 'mon_test_sandbox',
    spaceId: 'spc-sandbox',
    webhookSecret: 'sandbox-webhook-secret-of-32-characters',
  },
  paymongo: {secretKey: 'sk_test_sandbox', publicKey: 'pk_test_sandbox', webhookSecret: 'whsk_sandbox'},
};

/**
 * The keys that a sandbox takes. They are shown on its pages, so it refuses to hold live ones.
 * @throws {CheckoutError} `invalid_configuration`, naming the option
 */
export function keysOf(options: SandboxOptions): SandboxKeys {
  const {monime: ours, paymongo: theirs} = SANDBOX_KEYS;
  const {webhooks} = options;
  const monime = {...ours, ...options.monime, webhookSecret: webhooks?.monime?.secret ?? ours.webhookSecret};
  const paymongo = {...theirs, ...options.paymongo, webhookSecret: webhooks?.paymongo?.secret ?? theirs.webhookSecret};
  const refuse = (path: string, rule: string) => {
    throw new CheckoutError('invalid_configuration', `The sandbox's ${path} must ${rule}.`, {path});
  };
  const demand = (path: string, value: string, prefix: string) => {
    if (!value.startsWith(prefix) || value.length > 64) refuse(path, `begin with ${prefix}`);
  };
  demand('monime.token', monime.token, 'mon_test_');
  demand('monime.spaceId', monime.spaceId, 'spc-');
  demand('paymongo.secretKey', paymongo.secretKey, 'sk_test_');
  demand('paymongo.publicKey', paymongo.publicKey, 'pk_test_');
  const {length} = monime.webhookSecret;
  if (length < 32 || length > 256) refuse('webhooks.monime.secret', 'be 32 to 256 characters long');
  if (paymongo.webhookSecret === '') refuse('webhooks.paymongo.secret', 'not be empty');
  return {monime, paymongo};
}
