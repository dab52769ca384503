import {createMiddleware} from 'hono/factory';
import type {SandboxState} from '../state.ts';

export const VERSIONS = ['caph.2025-08-23', 'caph.2025-06-20'] as const;
export type Version = (typeof VERSIONS)[number];

export interface MonimeEnv {
  Variables: {
    /** Of method, path and body: tells a retry from another request under the same key. */
    checksum: string;
    /** Release that the request asks for. */
    version: Version;
  };
}

async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The diagnostic headers that Monime puts on every answer. */
export const diagnostics = ({newRequestToken, clock}: SandboxState) =>
  createMiddleware<MonimeEnv>(async (c, next) => {
    const started = clock.now();
    const began = performance.now();
    const checksum = await sha256(`${c.req.method}\n${c.req.path}\n${await c.req.text()}`);
    c.set('checksum', checksum);
    await next();
    c.header('Monime-Request-Id', `req-${newRequestToken()}`);
    c.header('Monime-Request-Checksum', checksum);
    c.header('Monime-Request-Timestamp', new Date(started).toISOString());
    c.header('Monime-Request-Duration', `${Math.round(performance.now() - began)}ms`);
  });
