import {createMiddleware} from 'hono/factory';
import type {SandboxState} from '../state.ts';

export const VERSIONS = ['caph.2025-08-23', 'caph.2025-06-20'] as const;
export type Version = (typeof VERSIONS)[number];

export interface MonimeEnv {
  Variables: {
    /** SHA-256 of method, path and body: distinguishes a retry from another request with the same idempotency key. */
    checksum: string;
    /** Requested API release. */
    version: Version;
  };
}

async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Adds Monime's diagnostic headers to every response. */
export const diagnosticHeaders = ({newRequestToken, clock}: SandboxState) =>
  createMiddleware<MonimeEnv>(async (c, next) => {
    const requestedAt = clock.now();
    const startedAt = performance.now();
    const checksum = await sha256(`${c.req.method}\n${c.req.path}\n${await c.req.text()}`);
    c.set('checksum', checksum);
    await next();
    c.header('Monime-Request-Id', `req-${newRequestToken()}`);
    c.header('Monime-Request-Checksum', checksum);
    c.header('Monime-Request-Timestamp', new Date(requestedAt).toISOString());
    c.header('Monime-Request-Duration', `${Math.round(performance.now() - startedAt)}ms`);
  });
