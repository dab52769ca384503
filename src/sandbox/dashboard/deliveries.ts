import {html} from 'hono/html';
import {htmlDocument, type Html} from '../html.ts';
import type {Delivery, DeliveryAttempt} from '../webhooks/delivery.ts';
import {timeText} from './time.ts';

export function deliveryList(deliveries: readonly Delivery[]): Html {
  if (deliveries.length === 0) return html`<p>None.</p>`;
  return html`<ul class="sessions">
    ${deliveries.map(
      ({id, event, state, tries, sessionId}) =>
        html`<li>
          <a href="/webhooks/${id}">${event}</a> <span class="status">${state}</span>
          <span>${tries.length === 1 ? 'one try' : `${tries.length} tries`}</span>
          <small>${sessionId}</small>
        </li>`,
    )}
  </ul>`;
}

export function deliveriesPage(deliveries: readonly Delivery[]): Html {
  return htmlDocument(
    'Webhooks',
    html`<section class="card wide">
      <p><a href="/">All sessions</a></p>
      <h1>Webhooks</h1>
      ${deliveryList(deliveries)}
    </section>`,
  );
}

function attemptView({at, headers, status, answer, milliseconds}: DeliveryAttempt, url: string): Html {
  const headerLines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return html`<li>
    ${timeText(at)}
    <span>${status === null ? 'No answer' : `Answered ${status}`} after ${milliseconds} ms</span>
    <pre>${[`POST ${url}`, ...headerLines].join('\n')}</pre>
    <pre>${answer || '(empty)'}</pre>
  </li>`;
}

/** Renders an event with all delivery attempts. */
export function deliveryPage({id, event, state, sessionId, body, url, tries}: Delivery): Html {
  return htmlDocument(
    event,
    html`<section class="card wide">
      <p><a href="/webhooks">All webhooks</a></p>
      <h1>${event}</h1>
      <p><span class="status" role="status">${state}</span> <a href="/sessions/${sessionId}">${sessionId}</a></p>
      <form method="post" action="/webhooks/${id}" class="actions"><button>Send again</button></form>
      <h2>Body</h2>
      <pre>${JSON.stringify(JSON.parse(body), null, 2)}</pre>
      <h2>Tries</h2>
      ${
        tries.length === 0
          ? html`<p>None.</p>`
          : html`<ol class="timeline">
              ${tries.map((attempt) => attemptView(attempt, url))}
            </ol>`
      }
    </section>`,
  );
}
