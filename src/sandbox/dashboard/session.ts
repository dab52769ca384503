import {html} from 'hono/html';
import {ACTIONS, type Action} from '../actions.ts';
import {METHODS} from '../hosted/methods.ts';
import {amountText} from '../hosted/fragments.ts';
import {document, type Html} from '../html.ts';
import type {Change, SandboxSession} from '../session.ts';
import type {Delivery} from '../webhooks/delivery.ts';
import {deliveryList} from './deliveries.ts';
import {timeText} from './time.ts';

const BUTTONS: Readonly<Record<Action, string>> = {
  pay: 'Pay',
  decline: 'Decline an attempt',
  process: 'Leave it in process',
  cancel: 'Cancel',
  expire: 'Expire',
  reopen: 'Reopen',
};

const CHANGES: Readonly<Record<Change, string>> = {
  created: 'Created',
  started: 'Payment begun',
  processing: 'Payment in process',
  paid: 'Paid',
  declined: 'Payment declined',
  abandoned: 'Customer turned to another way to pay',
  cancelled: 'Cancelled',
  expired: 'Expired',
  reopened: 'Reopened',
  told: 'Tells a status of its own',
};

const WITH_METHOD: ReadonlySet<Change> = new Set(['started', 'paid', 'declined']);

function timeline(session: SandboxSession): Html {
  return html`<ol class="timeline">
    ${session.timeline.map(
      ({at, change, method}) =>
        html`<li>
          ${timeText(at)}
          <span>${CHANGES[change]}${method && WITH_METHOD.has(change) ? `: ${METHODS[method].label}` : ''}</span>
        </li>`,
    )}
  </ol>`;
}

/** One session: what happened to it, and buttons for what shall. */
export function sessionPage(session: SandboxSession, deliveries: readonly Delivery[]): Html {
  return document(
    session.title,
    html`<section class="card wide">
      <p><a href="/">All sessions</a></p>
      <h1>${session.title}</h1>
      <p>${amountText(session)} <span class="status" role="status">${session.status}</span></p>
      <dl>
        <dt>Session</dt>
        <dd><code>${session.id}</code></dd>
        <dt>Payment page</dt>
        <dd><a href="/pay/${session.pageKey}">${session.origin}/pay/${session.pageKey}</a></dd>
        <dt>Reads through the API</dt>
        <dd>${session.reads}</dd>
      </dl>
      <h2>Make it happen</h2>
      <form method="post" action="/sessions/${session.id}" class="actions">
        ${ACTIONS.map((action) => html`<button class="second" name="action" value="${action}">${BUTTONS[action]}</button>`)}
      </form>
      <h2>What happened</h2>
      ${timeline(session)}
      <h2>Webhooks</h2>
      ${deliveryList(deliveries)}
    </section>`,
  );
}
