import {html} from 'hono/html';
import type {Html} from '../html.ts';
import type {Attempt, SandboxSession, Step} from '../session.ts';
import {METHODS} from './methods.ts';
import {amountText, cancelForm} from './fragments.ts';

type StepView = (attempt: Attempt, amount: string) => Html;

const authoriseOrFail = html`<button name="answer" value="authorise">Authorise payment</button>
  <button name="answer" value="later" class="second">Authorise, and be confirmed later</button>
  <button name="answer" value="fail" class="second">Fail payment</button>`;

const VIEWS: Readonly<Record<Step, StepView>> = {
  phone: ({account}, amount) =>
    html`<h1>Confirm on your phone</h1>
      <p>A prompt was sent to <strong>${account}</strong>. This is what it would look like there.</p>
      <div class="phone">
        <p class="ussd">Pay ${amount} to Sandbox Merchant?</p>
        <button name="answer" value="authorise">Confirm on phone</button>
        <button name="answer" value="reject" class="second">Reject on phone</button>
      </div>
      <button name="answer" value="time-out" class="quiet">Let the prompt time out</button>`,
  'three-d-secure': (_, amount) =>
    html`<h1>3-D Secure</h1>
      <p>Here the bank would ask whether it is you who pays <strong>${amount}</strong>.</p>
      ${authoriseOrFail}`,
  wallet: ({method}, amount) =>
    html`<h1>${METHODS[method].label}</h1>
      <p>Here ${METHODS[method].label} would ask you to approve <strong>${amount}</strong>.</p>
      ${authoriseOrFail}`,
  qr: (_, amount) =>
    html`<h1>QR Ph</h1>
      <p>Here you would scan a code to pay <strong>${amount}</strong>. This one is a picture and pays nothing.</p>
      <img class="qr" src="/assets/qr.svg" width="240" height="240" alt="A fake QR code with the word FAKE across it" />
      <button name="answer" value="authorise">I have paid</button>
      <button name="answer" value="time-out" class="second">Let the code expire</button>`,
};

/** What the customer has to do before the attempt is decided, or a wait where that is the provider's work. */
export function stepPage(session: SandboxSession, attempt: Attempt): Html {
  const action = `/pay/${session.pageKey}/step`;
  if (attempt.step === null) {
    return html`<section class="card">
      <h1>Your payment is being processed</h1>
      <p role="status">This page looks again by itself.</p>
      <p><a class="button" href="/pay/${session.pageKey}/return">Look again</a></p>
    </section>`;
  }
  return html`<section class="card">
    <form method="post" action="${action}">${VIEWS[attempt.step](attempt, amountText(session))}</form>
    <form method="post" action="${action}">
      <button class="second" name="answer" value="back">Choose another way to pay</button>
    </form>
    ${cancelForm(session)}
  </section>`;
}
