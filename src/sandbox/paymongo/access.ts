import type {Context} from 'hono';
import {auth} from 'hono/utils/basic-auth';
import {acceptsKey} from '../keys.ts';
import type {SandboxState} from '../state.ts';
import {PayMongoError} from './error.ts';

/** Which kind of key a request was made with. */
export type Caller = 'secret' | 'public';

/** @throws {PayMongoError} 401 if the key is missing or wrong */
export function callerOf(c: Context, state: SandboxState): Caller {
  const credentials = auth(c.req.raw);
  if (!credentials) throw new PayMongoError(401, [{code: 'api_key_required', detail: 'An API key is required.'}]);
  const {username, password} = credentials;
  if (password === '' && acceptsKey('secretKey', username, state)) return 'secret';
  if (password === '' && acceptsKey('publicKey', username, state)) return 'public';
  throw new PayMongoError(401, [{code: 'api_key_invalid', detail: 'The API key is not valid.'}]);
}

/** @throws {PayMongoError} 401 if the key is missing or wrong, 403 if it is the public key */
export function requireSecretKey(c: Context, state: SandboxState): void {
  if (callerOf(c, state) === 'secret') return;
  throw new PayMongoError(403, [{code: 'secret_key_required', detail: 'Only the secret key may do this.'}]);
}
