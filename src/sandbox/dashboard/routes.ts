import {type Context, Hono} from 'hono';
import {bodyLimit} from 'hono/body-limit';
import {html} from 'hono/html';
import type {ProviderName} from '../../core/session.ts';
import {SESSION_ACTIONS, applyAction} from '../actions.ts';
import {htmlDocument, type Html, pageHeaders} from '../html.ts';
import type {SandboxState} from '../state.ts';
import type {Webhooks} from '../webhooks/webhooks.ts';
import {deliveriesPage, deliveryPage} from './deliveries.ts';
import {homePage} from './home.ts';
import {sessionPage} from './session.ts';

/** Creates the dashboard for developers. Forms work without script: POST, then 303 to a page. */
export function dashboard(state: SandboxState, webhooks: Webhooks, providers: readonly ProviderName[]): Hono {
  const {sessions} = state;
  const pages = new Hono();

  const respond = (c: Context, page: Html, status: 200 | 404 = 200) =>
    c.html(page, status, pageHeaders({framing: 'refused', coop: false}));

  const notFound = (c: Context) => {
    const main = html`<section class="card">
      <h1>There is nothing here</h1>
      <p>The address is wrong, or the sandbox was started anew. <a href="/">All sessions</a></p>
    </section>`;
    return respond(c, htmlDocument('Nothing here', main), 404);
  };

  pages.use(bodyLimit({maxSize: 65_536}));

  pages.get('/', (c) => respond(c, homePage(state, {origin: state.originOf(c.req.raw), providers})));

  pages.get('/sessions/:id', (c) => {
    const session = sessions.get(c.req.param('id'));
    return session ? respond(c, sessionPage(session, webhooks.list(session.id))) : notFound(c);
  });

  pages.post('/sessions/:id', async (c) => {
    const session = sessions.get(c.req.param('id'));
    if (!session) return notFound(c);
    const {action: requested} = await c.req.parseBody();
    const action = SESSION_ACTIONS.find((known) => known === requested);
    if (action) applyAction(state, session, action);
    return c.redirect(`/sessions/${session.id}`, 303);
  });

  pages.get('/webhooks', (c) => respond(c, deliveriesPage(webhooks.list())));

  pages.get('/webhooks/:id', (c) => {
    const delivery = webhooks.get(c.req.param('id'));
    return delivery ? respond(c, deliveryPage(delivery)) : notFound(c);
  });

  pages.post('/webhooks/:id', async (c) => {
    const delivery = webhooks.get(c.req.param('id'));
    if (!delivery) return notFound(c);
    await webhooks.sendByHand(delivery);
    return c.redirect(`/webhooks/${delivery.id}`, 303);
  });

  return pages;
}
