import * as z from 'zod/mini';
import {CheckoutError} from '../core/error.ts';
import {SandboxSession} from './session.ts';

const Snapshot = z.object({version: z.literal(1), sessions: z.array(SandboxSession)});

/**
 * Serializes sessions for the option `saved`.
 * @param sessions oldest first
 */
export function serializeSessions(sessions: readonly SandboxSession[]): string {
  return JSON.stringify({version: 1, sessions});
}

/**
 * Parses the output of {@link serializeSessions}.
 * @throws {CheckoutError} `invalid_configuration` if the text is not a valid snapshot
 */
export function parseSessions(text: string): SandboxSession[] {
  const refuse = (reason: string, cause?: unknown) =>
    new CheckoutError('invalid_configuration', `These are not saved sessions of a sandbox: ${reason}.`, {
      path: 'saved',
      cause,
    });
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw refuse('not JSON', error);
  }
  const snapshot = z.safeParse(Snapshot, json, {error: z.locales.en().localeError});
  if (snapshot.success) return snapshot.data.sessions;
  const issue = snapshot.error.issues[0];
  throw refuse(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
}
