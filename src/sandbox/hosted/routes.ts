import {type Context, Hono} from 'hono';
import {bodyLimit} from 'hono/body-limit';
import {html} from 'hono/html';
import {isOutcome} from '../../core/session.ts';
import {document, type Html, pageHeaders} from '../html.ts';
import {type Decline, runningAttempt, type SandboxSession} from '../session.ts';
import type {SandboxState} from '../state.ts';
import {AUTHENTICATION_FAILED, REJECTED, TIMED_OUT} from '../test-numbers.ts';
import {readAttempt, type Typed} from './attempt.ts';
import {choosePage} from './choose.ts';
import {backPage, endedPage} from './ended.ts';
import {amountText} from './fragments.ts';
import {stepPage} from './steps.ts';

/** What stands in the card's fields before anybody types: any date in the future, any code. */
const PREFILLED: Typed = {expiry: '12/34', cvc: '123'};

const REFUSALS: Readonly<Record<string, Decline>> = {
  fail: AUTHENTICATION_FAILED,
  reject: REJECTED,
  'time-out': TIMED_OUT,
};

/** Milliseconds until a page asks how a payment goes. */
const LOOK_AGAIN = 2000;

/** The longest time that a browser's timer can wait. */
const LONGEST_TIMER = 2 ** 31 - 1;

async function typedIn(c: Context): Promise<Typed> {
  const fields = Object.entries(await c.req.parseBody());
  return Object.fromEntries(fields.flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])));
}

/** The pages that a customer pays on. Every form works without script: post, then 303 to a page. */
export function hostedPages(state: SandboxState): Hono {
  const {sessions} = state;
  const pages = new Hono();

  const send = (c: Context, session: SandboxSession, title: string, main: Html, status: 200 | 422 = 200) =>
    c.html(document(title, main, lookAgain(session)), status, pageHeaders(state.switches[session.provider]));

  const lookAgain = (session: SandboxSession) => {
    if (isOutcome(session.status)) return null;
    const url = `/pay/${session.pageKey}/return`;
    if (runningAttempt(session)?.step === null) return {url, after: LOOK_AGAIN};
    if (session.expiresAt === null) return null;
    return {url, after: Math.min(Math.max(session.expiresAt - state.clock.now(), 0) + 250, LONGEST_TIMER)};
  };

  const missing = (c: Context) => {
    const main = html`<section class="card">
      <h1>There is no such checkout</h1>
      <p>The address is wrong, or the sandbox was started anew.</p>
    </section>`;
    return c.html(document('No such checkout', main), 404, pageHeaders({framing: 'allowed', coop: false}));
  };

  const show = (c: Context, session: SandboxSession, justNow: boolean) => {
    if (isOutcome(session.status)) {
      const {title, main} = endedPage(session, session.status, {justNow, switches: state.switches});
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

  const confirmation = (slow: boolean) => (slow ? state.switches.sandbox.confirmation : 0);

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
      const attempt = readAttempt(session, typed, state.clock.now());
      if (Array.isArray(attempt)) {
        const main = choosePage(session, {typed, problems: attempt});
        return send(c, session, 'Please check what you entered', main, 422);
      }
      sessions.start(session, attempt);
      if (attempt.step === null) sessions.finish(session, confirmation(attempt.slow));
      return onwards(c, session);
    }),
  );

  pages.post(
    '/:key/step',
    route(async (c, session) => {
      const {answer} = await typedIn(c);
      const attempt = runningAttempt(session);
      if (!attempt || attempt.step === null) return onwards(c, session);
      const decline = REFUSALS[answer ?? ''];
      if (decline) sessions.decline(session, decline);
      else if (answer === 'authorise') sessions.finish(session, confirmation(attempt.slow));
      else if (answer === 'later') sessions.finish(session, confirmation(true));
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
      const {returnMethod} = state.switches[session.provider];
      return c.redirect(returnMethod === 'get' ? url : `/pay/${pageKey}/back`, 303);
    }),
  );

  pages.get(
    '/:key/back',
    route((c, session) => send(c, session, 'Back to the shop', backPage(session, state.switches))),
  );

  return pages;
}
