import {createMiddleware} from 'hono/factory';
import type {SandboxState} from '../state.ts';

export interface MonimeEnv {
  Variables: {
    /** Of method, path and body: tells a retry from another request under the same key. */
    checksum: string;
  };
}

async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The diagnostic headers that Monime puts on every answer. */
export const diagnostics = ({newToken, now}: SandboxState) =>
  createMiddleware<MonimeEnv>(async (c, next) => {
    const started = now();
    const checksum = await sha256(`${c.req.method}\n${c.req.path}\n${await c.req.text()}`);
    c.set('checksum', checksum);
    await next();
    c.header('Monime-Request-Id', `req-${newToken()}`);
    c.header('Monime-Request-Checksum', checksum);
    c.header('Monime-Request-Timestamp', new Date(started).toISOString());
    c.header('Monime-Request-Duration', `${now() - started}ms`);
  });
