import {type Context, Hono} from 'hono';
import {bodyLimit} from 'hono/body-limit';
import {html} from 'hono/html';
import {isOutcome} from '../../core/session.ts';
import {document, type Html, pageHeaders} from '../html.ts';
import {runningAttempt, type SandboxSession} from '../session.ts';
import type {SandboxState} from '../state.ts';
import {AUTHENTICATION_FAILED} from '../test-numbers.ts';
import {readAttempt, type Typed} from './attempt.ts';
import {choosePage} from './choose.ts';
import {backPage, endedPage} from './ended.ts';
import {amountText} from './parts.ts';
import {stepPage} from './steps.ts';

/** What stands in the card's fields before anybody types: any date in the future, any code. */
const PREFILLED: Typed = {expiry: '12/34', cvc: '123'};

async function typedIn(c: Context): Promise<Typed> {
  const fields = Object.entries(await c.req.parseBody());
  return Object.fromEntries(fields.flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])));
}

/** The pages that a customer pays on. Every form works without script: post, then 303 to a page. */
export function hostedPages(state: SandboxState): Hono {
  const {sessions} = state;
  const pages = new Hono();

  const send = (c: Context, session: SandboxSession, title: string, main: Html, status: 200 | 422 = 200) =>
    c.html(document(title, main), status, pageHeaders(state.switches[session.provider]));

  const missing = (c: Context) => {
    const main = html`<section class="card">
      <h1>There is no such checkout</h1>
      <p>The address is wrong, or the sandbox was started anew.</p>
    </section>`;
    return c.html(document('No such checkout', main), 404, pageHeaders({framing: 'allowed', coop: false}));
  };

  const show = (c: Context, session: SandboxSession, justNow: boolean) => {
    if (isOutcome(session.status)) {
      const {returnMethod: method} = state.switches[session.provider];
      const {title, main} = endedPage(session, session.status, {justNow, method});
      return send(c, session, title, main);
    }
    const attempt = runningAttempt(session);
    const title = `Pay ${amountText(session)}`;
    if (attempt) return send(c, session, title, stepPage(session, attempt));
    return send(c, session, title, choosePage(session, {typed: PREFILLED, problems: []}));
  };

  /** Where the customer goes after a form: on, or to the end. */
  const onwards = (c: Context, {pageKey, status}: SandboxSession) =>
    c.redirect(isOutcome(status) ? `/pay/${pageKey}/return` : `/pay/${pageKey}`, 303);

  const route = (answer: (c: Context, session: SandboxSession) => Response | Promise<Response>) => (c: Context) => {
    const session = sessions.byPageKey(c.req.param('key') ?? '');
    return session ? answer(c, session) : missing(c);
  };

  pages.use(bodyLimit({maxSize: 65_536}));

  pages.get(
    '/:key',
    route((c, session) => show(c, session, false)),
  );

  pages.get(
    '/:key/return',
    route((c, session) => show(c, session, true)),
  );

  pages.post(
    '/:key',
    route(async (c, session) => {
      const typed = await typedIn(c);
      if (session.status !== 'open') return c.redirect(`/pay/${session.pageKey}`, 303);
      const attempt = readAttempt(session, typed, state.now());
      if (Array.isArray(attempt)) {
        const main = choosePage(session, {typed, problems: attempt});
        return send(c, session, 'Please check what you entered', main, 422);
      }
      sessions.start(session, attempt);
      if (attempt.step === null) sessions.finish(session);
      return onwards(c, session);
    }),
  );

  pages.post(
    '/:key/step',
    route(async (c, session) => {
      const {answer} = await typedIn(c);
      if (runningAttempt(session)?.step == null) return onwards(c, session);
      if (answer === 'authorise') sessions.finish(session);
      else if (answer === 'fail') sessions.decline(session, AUTHENTICATION_FAILED);
      else sessions.abandon(session);
      return onwards(c, session);
    }),
  );

  pages.post(
    '/:key/cancel',
    route((c, session) => {
      sessions.cancel(session);
      const {cancelUrl: url, pageKey} = session;
      if (isOutcome(session.status) || url === null) return onwards(c, session);
      const method = state.switches[session.provider].returnMethod;
      return c.redirect(method === 'get' ? url : `/pay/${pageKey}/back`, 303);
    }),
  );

  pages.get(
    '/:key/back',
    route((c, session) => {
      const {returnMethod: method} = state.switches[session.provider];
      return send(c, session, 'Back to the shop', backPage(session, method));
    }),
  );

  return pages;
}
