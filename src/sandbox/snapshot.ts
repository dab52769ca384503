import * as z from 'zod/mini';
import {CheckoutError} from '../core/error.ts';
import {SandboxSession} from './session.ts';

const Saved = z.object({version: z.literal(1), sessions: z.array(SandboxSession)});

/** @param sessions oldest first */
export function writeSessions(sessions: readonly SandboxSession[]): string {
  return JSON.stringify({version: 1, sessions});
}

/**
 * Reads what {@link writeSessions} wrote.
 * @throws {CheckoutError} `invalid_configuration` where the text is something else
 */
export function readSessions(text: string): SandboxSession[] {
  const refuse = (reason: string, cause?: unknown) =>
    new CheckoutError('invalid_configuration', `These are no sessions of a sandbox: ${reason}.`, {
      path: 'saved',
      cause,
    });
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw refuse('not JSON', error);
  }
  const saved = z.safeParse(Saved, json, {error: z.locales.en().localeError});
  if (saved.success) return saved.data.sessions;
  const issue = saved.error.issues[0];
  throw refuse(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
}
