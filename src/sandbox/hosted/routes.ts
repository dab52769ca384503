import {type Context, Hono} from 'hono';
import {bodyLimit} from 'hono/body-limit';
import {html} from 'hono/html';
import {isOutcome} from '../../core/session.ts';
import {htmlDocument, type Html, pageHeaders} from '../html.ts';
import {type Decline, runningAttempt, type SandboxSession} from '../session.ts';
import type {SandboxState} from '../state.ts';
import {AUTHENTICATION_FAILED, REJECTED, TIMED_OUT} from '../test-numbers.ts';
import {readAttempt, type FormFields} from './attempt.ts';
import {choosePage} from './choose.ts';
import {backPage, endedPage} from './ended.ts';
import {amountText} from './fragments.ts';
import {stepPage} from './steps.ts';

/** Initial values of the card fields. Any future date and any code are accepted. */
const PREFILLED: FormFields = {expiry: '12/34', cvc: '123'};

const DECLINES: Readonly<Record<string, Decline>> = {
  fail: AUTHENTICATION_FAILED,
  reject: REJECTED,
  'time-out': TIMED_OUT,
};

/** Delay before a page that waits for a payment reloads. */
const REFRESH_MS = 2000;

/** Longest delay that `setTimeout` supports, about 24.8 days. */
const TIMER_MAX_MS = 2 ** 31 - 1;

async function readForm(c: Context): Promise<FormFields> {
  const fields = Object.entries(await c.req.parseBody());
  return Object.fromEntries(fields.flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])));
}

/** Creates the pages that customers pay on. Forms work without script: POST, then 303 to a page. */
export function hostedPages(state: SandboxState): Hono {
  const {sessions} = state;
  const pages = new Hono();

  const respond = (c: Context, session: SandboxSession, title: string, main: Html, status: 200 | 422 = 200) =>
    c.html(htmlDocument(title, main, autoRefresh(session)), status, pageHeaders(state.switches[session.provider]));

  const autoRefresh = (session: SandboxSession) => {
    if (isOutcome(session.status)) return null;
    const url = `/pay/${session.pageKey}/return`;
    if (runningAttempt(session)?.step === null) return {url, delayMs: REFRESH_MS};
    if (session.expiresAt === null) return null;
    return {url, delayMs: Math.min(Math.max(session.expiresAt - state.clock.now(), 0) + 250, TIMER_MAX_MS)};
  };

  const notFound = (c: Context) => {
    const main = html`<section class="card">
      <h1>There is no such checkout</h1>
      <p>The address is wrong, or the sandbox was started anew.</p>
    </section>`;
    return c.html(htmlDocument('No such checkout', main), 404, pageHeaders({framing: 'allowed', coop: false}));
  };

  const showSession = (c: Context, session: SandboxSession, hasJustArrived: boolean) => {
    if (isOutcome(session.status)) {
      const {title, main} = endedPage(session, session.status, {hasJustArrived, switches: state.switches});
      return respond(c, session, title, main);
    }
    const attempt = runningAttempt(session);
    const title = `Pay ${amountText(session)}`;
    if (attempt) return respond(c, session, title, stepPage(session, attempt));
    return respond(c, session, title, choosePage(session, {fields: PREFILLED, errors: []}));
  };

  /** Redirects after a form: to the next page, or to the final one. */
  const redirectToNext = (c: Context, {pageKey, status}: SandboxSession) =>
    c.redirect(isOutcome(status) ? `/pay/${pageKey}/return` : `/pay/${pageKey}`, 303);

  const confirmationDelay = (slow: boolean) => (slow ? state.switches.sandbox.confirmation : 0);

  const withSession =
    (answer: (c: Context, session: SandboxSession) => Response | Promise<Response>) => (c: Context) => {
      const session = sessions.byPageKey(c.req.param('key') ?? '');
      return session ? answer(c, session) : notFound(c);
    };

  pages.use(bodyLimit({maxSize: 65_536}));

  pages.get(
    '/:key',
    withSession((c, session) => showSession(c, session, false)),
  );

  pages.get(
    '/:key/return',
    withSession((c, session) => showSession(c, session, true)),
  );

  pages.post(
    '/:key',
    withSession(async (c, session) => {
      const fields = await readForm(c);
      if (session.status !== 'open') return c.redirect(`/pay/${session.pageKey}`, 303);
      const attempt = readAttempt(session, fields, state.clock.now());
      if (Array.isArray(attempt)) {
        const main = choosePage(session, {fields, errors: attempt});
        return respond(c, session, 'Please check what you entered', main, 422);
      }
      sessions.start(session, attempt);
      if (attempt.step === null) sessions.finish(session, confirmationDelay(attempt.slow));
      return redirectToNext(c, session);
    }),
  );

  pages.post(
    '/:key/step',
    withSession(async (c, session) => {
      const {answer} = await readForm(c);
      const attempt = runningAttempt(session);
      if (!attempt || attempt.step === null) return redirectToNext(c, session);
      const decline = DECLINES[answer ?? ''];
      if (decline) sessions.decline(session, decline);
      else if (answer === 'authorise') sessions.finish(session, confirmationDelay(attempt.slow));
      else if (answer === 'later') sessions.finish(session, confirmationDelay(true));
      else sessions.abandon(session);
      return redirectToNext(c, session);
    }),
  );

  pages.post(
    '/:key/cancel',
    withSession((c, session) => {
      sessions.cancel(session);
      const {cancelUrl: url, pageKey} = session;
      if (isOutcome(session.status) || url === null) return redirectToNext(c, session);
      const {returnMethod} = state.switches[session.provider];
      return c.redirect(returnMethod === 'get' ? url : `/pay/${pageKey}/back`, 303);
    }),
  );

  pages.get(
    '/:key/back',
    withSession((c, session) => respond(c, session, 'Back to the shop', backPage(session, state.switches))),
  );

  return pages;
}
