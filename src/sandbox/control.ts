import {type Context, Hono} from 'hono';
import {bodyLimit} from 'hono/body-limit';
import {cors} from 'hono/cors';
import type {ContentfulStatusCode} from 'hono/utils/http-status';
import * as z from 'zod/mini';
import {CheckoutError} from '../core/error.ts';
import {patchSwitches} from './options.ts';
import type {SandboxSession} from './session.ts';
import type {SandboxState} from './state.ts';

const Action = z.enum(['process', 'pay', 'decline', 'cancel', 'expire', 'reopen']);

const Command = z.union([
  z.strictObject({action: Action}),
  z.strictObject({status: z.string().check(z.regex(/^[a-z_]{1,64}$/))}),
]);

type Action = z.output<typeof Action>;

/** Routes for tests: outcomes at will, and the switches. Open to every page, for there is nothing to protect. */
export function controlRoutes(state: SandboxState): Hono {
  const {sessions} = state;
  const control = new Hono();

  const actions: Readonly<Record<Action, (session: SandboxSession) => void>> = {
    process: (session) => sessions.process(session),
    pay: (session) => sessions.pay(session),
    decline: (session) => sessions.decline(session),
    cancel: (session) => sessions.cancel(session),
    expire: (session) => sessions.expire(session),
    reopen: (session) => sessions.reopen(session, state.switches.monime.lifetime),
  };

  const refuse = (c: Context, status: ContentfulStatusCode, code: string, message: string) =>
    c.json({error: {code, message}}, status);

  control.use(cors());
  control.use(bodyLimit({maxSize: 65_536}));
  control.onError((error, c) => {
    if (error instanceof CheckoutError) return refuse(c, 400, error.code, error.message);
    if (error instanceof SyntaxError) return refuse(c, 400, 'invalid_request', 'The body is not JSON.');
    throw error;
  });

  control.get('/sessions/:id', (c) => {
    const session = sessions.get(c.req.param('id'));
    if (!session) return refuse(c, 404, 'not_found', 'There is no such session.');
    const {id, provider, status, reads} = session;
    return c.json({id, provider, status, reads});
  });

  control.post('/sessions/:id', async (c) => {
    const session = sessions.get(c.req.param('id'));
    if (!session) return refuse(c, 404, 'not_found', 'There is no such session.');
    const command = z.safeParse(Command, await c.req.json());
    if (!command.success) {
      const message = `Send {"action": …} with one of ${Action.options.join(', ')}, or {"status": "some_word"}.`;
      return refuse(c, 400, 'invalid_request', message);
    }
    if ('action' in command.data) actions[command.data.action](session);
    else sessions.tell(session, command.data.status);
    return c.json({id: session.id, status: session.status});
  });

  control.patch('/switches', async (c) => {
    state.switches = patchSwitches(state.switches, await c.req.json());
    return c.json(state.switches);
  });

  return control;
}
