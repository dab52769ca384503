import {setTimeout as wait} from 'node:timers/promises';
import {createMiddleware} from 'hono/factory';
import type {SandboxState} from '../state.ts';
import {connectionOf, damaged} from './damage.ts';
import {refusal} from './refusal.ts';

/** Makes the request wait and go wrong, as switches and rules say. Preflights are let through. */
export const faulty = (state: SandboxState) =>
  createMiddleware(async (c, next) => {
    const {method, path, raw} = c.req;
    const fault = method === 'OPTIONS' ? null : state.faults.take(method, path);
    const delay = state.switches.sandbox.latency + (fault?.delay ?? 0);
    if (delay > 0)
      await wait(delay, null, {signal: AbortSignal.any([raw.signal, state.signal])}).catch(() => undefined);
    if (fault?.status !== undefined) {
      const response = await refusal(path, fault.status, state.switches.paymongo.cors);
      if (fault.retryAfter !== undefined) response.headers.set('Retry-After', String(fault.retryAfter));
      return response;
    }
    await next();
    if (fault?.contentType !== undefined) c.res.headers.set('Content-Type', fault.contentType);
    if (fault?.damage) {
      const response = await damaged(c.res, fault.damage, connectionOf(c.env));
      // Hono adds the headers of the answer before to the one set after it, unless there is none.
      c.res = undefined;
      c.res = response;
    }
    return undefined;
  });
