import {createMiddleware} from 'hono/factory';
import {acceptsKey} from '../keys.ts';
import {SlidingWindowLimiter} from '../rate-limit.ts';
import type {SandboxState} from '../state.ts';
import {MonimeError} from './error.ts';
import {type MonimeEnv, VERSIONS} from './headers.ts';

/** Method and path with the id replaced by a placeholder. */
function endpointOf({method, path}: {method: string; path: string}): string {
  return `${method} ${path.replace(/(\/v1\/[^/]+\/).*/, '$1:id')}`;
}

/** Returns the token of the header `Authorization`; empty if there is none. */
export function bearerToken(authorization: string | undefined): string {
  return /^Bearer (.+)$/.exec(authorization ?? '')?.[1] ?? '';
}

/** Checks token, space, API version and rate limits. */
export const accessControl = (state: SandboxState) => {
  const limiter = new SlidingWindowLimiter(1000);
  return createMiddleware<MonimeEnv>(async (c, next) => {
    const token = bearerToken(c.req.header('Authorization'));
    if (!acceptsKey('token', token, state)) {
      throw new MonimeError(401, 'unauthorized', 'The access token is missing, not valid, or expired');
    }
    const space = c.req.header('Monime-Space-Id') ?? '';
    if (!/^spc-.{0,60}$/.test(space)) {
      throw new MonimeError(400, 'validation_failed', 'Monime-Space-Id is required: up to 64 characters, spc-…');
    }
    if (!acceptsKey('spaceId', space, state))
      throw new MonimeError(403, 'forbidden', 'The token has no access to this space');
    const requested = c.req.header('Monime-Version') ?? VERSIONS[0];
    const version = VERSIONS.find((known) => known === requested);
    if (!version) {
      throw new MonimeError(400, 'validation_failed', `Monime-Version must be one of ${VERSIONS.join(', ')}`);
    }
    c.set('version', version);

    const {endpointLimit, tokenLimit, spaceLimit} = state.switches.monime;
    for (const [name, key, limit] of [
      ['endpoint-limit', `${token} ${endpointOf(c.req)}`, endpointLimit],
      ['token-limit', token, tokenLimit],
      ['space-limit', space, spaceLimit],
    ] as const) {
      const milliseconds = limiter.take(key, limit);
      if (milliseconds === 0) continue;
      c.header('Monime-Rate-Limit', name);
      c.header('Retry-After', String(Math.max(1, Math.ceil(milliseconds / 1000))));
      throw new MonimeError(429, 'too_many_requests', 'Too many requests sent in a short period');
    }
    await next();
  });
};
