import {setTimeout as wait} from 'node:timers/promises';
import {createMiddleware} from 'hono/factory';
import type {SandboxState} from '../state.ts';
import {findConnection, damageResponse} from './damage.ts';
import {refusalResponse} from './refusal.ts';

/** Applies the switch `sandbox.latency` and the fault rules to a request. Rules do not apply to CORS preflights. */
export const faultMiddleware = (state: SandboxState) =>
  createMiddleware(async (c, next) => {
    const {method, path, raw} = c.req;
    const fault = method === 'OPTIONS' ? null : state.faults.take(method, path);
    const delay = state.switches.sandbox.latency + (fault?.delay ?? 0);
    if (delay > 0)
      await wait(delay, null, {signal: AbortSignal.any([raw.signal, state.signal])}).catch(() => undefined);
    if (fault?.status !== undefined) {
      const response = await refusalResponse(path, fault.status, state.switches.paymongo.cors);
      if (fault.retryAfter !== undefined) response.headers.set('Retry-After', String(fault.retryAfter));
      return response;
    }
    await next();
    if (fault?.contentType !== undefined) c.res.headers.set('Content-Type', fault.contentType);
    if (fault?.damage) {
      const response = await damageResponse(c.res, fault.damage, findConnection(c.env));
      // Hono copies the headers of the previous response to the new one, unless it was cleared first.
      c.res = undefined;
      c.res = response;
    }
    return undefined;
  });
