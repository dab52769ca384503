import {CheckoutError} from '../../core/error.ts';

/** `CONFIG` is closed to scripts and on many managed servers; `INFO` has the same answers. */
const INFO = `
local info = ''
for _, section in ipairs({'memory', 'persistence'}) do
  local reply = redis.pcall('INFO', section)
  if type(reply) == 'string' then info = info .. reply end
end
return info`;

/**
 * Checks that Redis keeps what it is given.
 * @param allowWithoutAof whether it may do without the append-only file
 * @throws {CheckoutError} `invalid_configuration`
 */
export async function checkRedis(run: (script: string) => Promise<unknown>, allowWithoutAof: boolean): Promise<void> {
  const info = String(await run(INFO));
  const policy = /maxmemory_policy:(\S+)/.exec(info)?.[1];
  const aof = /aof_enabled:(\d)/.exec(info)?.[1];
  if (policy?.startsWith('allkeys')) {
    throw refused(`Redis may delete orders, because maxmemory-policy is ${policy}. Set it to noeviction.`);
  }
  if (aof === '0' && !allowWithoutAof) {
    throw refused(
      'Redis may lose orders at a restart, because appendonly is off. Set it to yes, or accept this with allowWithoutAof.',
    );
  }
  if (policy === undefined || (aof === undefined && !allowWithoutAof)) {
    console.warn(
      'monime-checkout: this Redis does not report its settings. Make sure that maxmemory-policy is noeviction and appendonly is yes.',
    );
  }
}

function refused(message: string): CheckoutError {
  return new CheckoutError('invalid_configuration', message, {path: 'store'});
}
