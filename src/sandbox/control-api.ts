import {type Context, Hono} from 'hono';
import {bodyLimit} from 'hono/body-limit';
import {cors} from 'hono/cors';
import type {ContentfulStatusCode} from 'hono/utils/http-status';
import * as z from 'zod/mini';
import {CheckoutError} from '../core/error.ts';
import {ACTIONS, act} from './actions.ts';
import type {SandboxSession} from './session.ts';
import type {SandboxState} from './state.ts';
import {patchSwitches} from './switches.ts';
import type {Webhooks} from './webhooks/webhooks.ts';

const Command = z.union([
  z.strictObject({action: z.enum(ACTIONS)}),
  z.strictObject({status: z.string().check(z.regex(/^[a-z_]{1,64}$/))}),
]);

const ClockCommand = z.strictObject({advance: z.int().check(z.positive(), z.maximum(1e12))});

function told({id, provider, status, reads, timeline}: SandboxSession) {
  return {id, provider, status, reads, timeline};
}

/** Routes for tests: outcomes at will, switches, faults, webhooks. Open to every page: there is nothing to protect. */
export function controlRoutes(state: SandboxState, webhooks: Webhooks): Hono {
  const {sessions, faults, clock} = state;
  const control = new Hono();

  const refuse = (c: Context, status: ContentfulStatusCode, code: string, message: string) =>
    c.json({error: {code, message}}, status);

  const missing = (c: Context, what: string) => refuse(c, 404, 'not_found', `There is no such ${what}.`);

  control.use(cors());
  control.use(bodyLimit({maxSize: 65_536}));
  control.onError((error, c) => {
    if (error instanceof CheckoutError) return refuse(c, 400, error.code, error.message);
    if (error instanceof SyntaxError) return refuse(c, 400, 'invalid_request', 'The body is not JSON.');
    throw error;
  });

  control.get('/sessions', (c) => c.json({sessions: sessions.list().map(told)}));

  control.get('/sessions/:id', (c) => {
    const session = sessions.get(c.req.param('id'));
    return session ? c.json(told(session)) : missing(c, 'session');
  });

  control.post('/sessions/:id', async (c) => {
    const session = sessions.get(c.req.param('id'));
    if (!session) return missing(c, 'session');
    const command = z.safeParse(Command, await c.req.json());
    if (!command.success) {
      const message = `Send {"action": …} with one of ${ACTIONS.join(', ')}, or {"status": "some_word"}.`;
      return refuse(c, 400, 'invalid_request', message);
    }
    if ('action' in command.data) act(state, session, command.data.action);
    else sessions.tell(session, command.data.status);
    return c.json({id: session.id, status: session.status});
  });

  control.get('/switches', (c) => c.json(state.switches));

  control.patch('/switches', async (c) => {
    state.switches = patchSwitches(state.switches, await c.req.json());
    return c.json(state.switches);
  });

  control.get('/faults', (c) => c.json({faults: faults.list()}));

  control.post('/faults', async (c) => c.json(faults.add(await c.req.json()), 201));

  control.delete('/faults', (c) => {
    faults.remove();
    return c.body(null, 204);
  });

  control.delete('/faults/:id', (c) =>
    faults.remove(c.req.param('id')) > 0 ? c.body(null, 204) : missing(c, 'fault'),
  );

  control.get('/webhooks', (c) => c.json({deliveries: webhooks.list(c.req.query('session'))}));

  control.post('/webhooks/:id', async (c) => {
    const delivery = webhooks.get(c.req.param('id'));
    if (!delivery) return missing(c, 'delivery');
    await webhooks.sendByHand(delivery);
    return c.json(delivery);
  });

  control.post('/clock', async (c) => {
    const command = z.safeParse(ClockCommand, await c.req.json());
    if (!command.success) return refuse(c, 400, 'invalid_request', 'Send {"advance": milliseconds}.');
    clock.advance(command.data.advance);
    sessions.list();
    return c.json({now: new Date(clock.now()).toISOString()});
  });

  return control;
}
