import {html} from 'hono/html';
import {lastDecline, type Method, type SandboxSession} from '../session.ts';
import {testNumbersOf} from '../test-numbers.ts';
import type {Html} from '../html.ts';
import type {Problem, Typed} from './attempt.ts';
import {type Field, METHODS} from './methods.ts';
import {amountText, cancelForm, orderSummary} from './fragments.ts';

interface Filled {
  typed: Typed;
  problems: readonly Problem[];
}

function input({name, label, type}: Field, {typed, problems}: Filled, described: string | null): Html {
  const problem = problems.find(({field}) => field === name);
  const describedBy = [problem && `${name}-problem`, described].filter(Boolean).join(' ');
  return html`<div class="field">
    <label for="${name}">${label}</label>
    <input
      id="${name}"
      name="${name}"
      type="${type}"
      inputmode="${type === 'tel' ? 'tel' : 'numeric'}"
      autocomplete="off"
      value="${typed[name] ?? ''}"
      ${problem ? html`aria-invalid="true"` : ''}
      ${describedBy ? html`aria-describedby="${describedBy}"` : ''}
    />
    ${problem ? html`<p class="problem" id="${name}-problem">${problem.message}</p>` : ''}
  </div>`;
}

function testNumbers(method: Method): Html {
  return html`<div class="test-numbers" id="${method}-numbers">
    <p>Test numbers</p>
    <ul class="numbers">
      ${testNumbersOf(method).map(({number, effect}) => html`<li><code>${number}</code> ${effect}</li>`)}
    </ul>
  </div>`;
}

function fields(method: Method, filled: Filled): Html | '' {
  const {field} = METHODS[method];
  if (!field) return '';
  const further: Field[] =
    method === 'card'
      ? [
          {name: 'expiry', label: 'Expiry date (MM/YY)', type: 'text'},
          {name: 'cvc', label: 'Security code', type: 'text'},
        ]
      : [];
  return html`<div class="fields">
    ${input(field, filled, `${method}-numbers`)}
    ${further.length > 0 ? html`<div class="pair">${further.map((other) => input(other, filled, null))}</div>` : ''}
    ${testNumbers(method)}
  </div>`;
}

function choice(method: Method, chosen: boolean, filled: Filled): Html {
  return html`<div class="method">
    <input type="radio" id="method-${method}" name="method" value="${method}" ${chosen ? 'checked' : ''} />
    <label for="method-${method}">${METHODS[method].label}</label>
    ${fields(method, filled)}
  </div>`;
}

function alert(session: SandboxSession, problems: readonly Problem[]): Html | '' {
  const decline = lastDecline(session);
  if (problems.length === 0 && !decline) return '';
  const content =
    problems.length > 0
      ? problems.map(({message}) => html`<p>${message}</p>`)
      : html`<p><strong>${decline?.message}</strong></p>
          <p>You can try again, or choose another way to pay.</p>`;
  return html`<div class="alert" role="alert" tabindex="-1" autofocus>${content}</div>`;
}

/** The first page: the order, and how to pay for it. */
export function choosePage(session: SandboxSession, filled: Filled): Html {
  const {methods, pageKey} = session;
  const chosen = filled.typed['method'] ?? session.attempts.at(-1)?.method ?? methods[0];
  const form =
    methods.length === 0
      ? html`<p>This order asks for no way to pay that the sandbox knows.</p>`
      : html`<form method="post" action="/pay/${pageKey}" novalidate>
          <fieldset>
            <legend>How do you want to pay?</legend>
            ${methods.map((method) => choice(method, method === chosen, filled))}
          </fieldset>
          <button>Pay ${amountText(session)}</button>
        </form>`;
  return html`${alert(session, filled.problems)}
    <div class="columns">
      ${orderSummary(session)}
      <section class="pay" aria-label="Payment">${form} ${cancelForm(session)}</section>
    </div>`;
}
