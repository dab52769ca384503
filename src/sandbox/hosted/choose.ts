import {html} from 'hono/html';
import {lastDecline, type Method, type SandboxSession} from '../session.ts';
import {testNumbersOf} from '../test-numbers.ts';
import type {Html} from '../html.ts';
import type {FieldError, FormFields} from './attempt.ts';
import {type Field, METHODS} from './methods.ts';
import {amountText, cancelForm, orderSummary} from './fragments.ts';

interface FormState {
  fields: FormFields;
  errors: readonly FieldError[];
}

function input({name, label, type}: Field, {fields, errors}: FormState, describedById: string | null): Html {
  const error = errors.find(({field}) => field === name);
  const describedBy = [error && `${name}-problem`, describedById].filter(Boolean).join(' ');
  return html`<div class="field">
    <label for="${name}">${label}</label>
    <input
      id="${name}"
      name="${name}"
      type="${type}"
      inputmode="${type === 'tel' ? 'tel' : 'numeric'}"
      autocomplete="off"
      value="${fields[name] ?? ''}"
      ${error ? html`aria-invalid="true"` : ''}
      ${describedBy ? html`aria-describedby="${describedBy}"` : ''}
    />
    ${error ? html`<p class="problem" id="${name}-problem">${error.message}</p>` : ''}
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

function methodFields(method: Method, formState: FormState): Html | '' {
  const {field} = METHODS[method];
  if (!field) return '';
  const otherFields: Field[] =
    method === 'card'
      ? [
          {name: 'expiry', label: 'Expiry date (MM/YY)', type: 'text'},
          {name: 'cvc', label: 'Security code', type: 'text'},
        ]
      : [];
  return html`<div class="fields">
    ${input(field, formState, `${method}-numbers`)}
    ${otherFields.length > 0 ? html`<div class="pair">${otherFields.map((other) => input(other, formState, null))}</div>` : ''}
    ${testNumbers(method)}
  </div>`;
}

function methodChoice(method: Method, chosen: boolean, formState: FormState): Html {
  return html`<div class="method">
    <input type="radio" id="method-${method}" name="method" value="${method}" ${chosen ? 'checked' : ''} />
    <label for="method-${method}">${METHODS[method].label}</label>
    ${methodFields(method, formState)}
  </div>`;
}

function alertBox(session: SandboxSession, errors: readonly FieldError[]): Html | '' {
  const decline = lastDecline(session);
  if (errors.length === 0 && !decline) return '';
  const content =
    errors.length > 0
      ? errors.map(({message}) => html`<p>${message}</p>`)
      : html`<p><strong>${decline?.message}</strong></p>
          <p>You can try again, or choose another way to pay.</p>`;
  return html`<div class="alert" role="alert" tabindex="-1" autofocus>${content}</div>`;
}

/** Renders the first page: the order and the choice of payment methods. */
export function choosePage(session: SandboxSession, formState: FormState): Html {
  const {methods, pageKey} = session;
  const chosen = formState.fields['method'] ?? session.attempts.at(-1)?.method ?? methods[0];
  const form =
    methods.length === 0
      ? html`<p>This order asks for no way to pay that the sandbox knows.</p>`
      : html`<form method="post" action="/pay/${pageKey}" novalidate>
          <fieldset>
            <legend>How do you want to pay?</legend>
            ${methods.map((method) => methodChoice(method, method === chosen, formState))}
          </fieldset>
          <button>Pay ${amountText(session)}</button>
        </form>`;
  return html`${alertBox(session, formState.errors)}
    <div class="columns">
      ${orderSummary(session)}
      <section class="pay" aria-label="Payment">${form} ${cancelForm(session)}</section>
    </div>`;
}
