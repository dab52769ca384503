import {html} from 'hono/html';
import type {Html} from '../../pages/layout.ts';
import {eventLog, galleryLayout, payable} from './layout.ts';

/** One session, two attempts: the failed one is no outcome. */
export function fallbackPage(): Html {
  return galleryLayout({
    title: 'Fallback across methods',
    path: '/gallery',
    scripts: ['fallback.js', 'pay.js', 'events.js'],
    main: html`<h1>A card that is declined</h1>
      <p class="lead">
        An attempt that fails ends nothing. The customer stays on the payment page and takes another method: same
        session, same order, one payment.
      </p>
      <div class="columns">
        <section class="panel">
          <h2>Try it</h2>
          <ol class="steps">
            <li>Press the button: the payment page opens in a dialog.</li>
            <li>Choose <strong>Card</strong> and enter <code>5100 0000 0000 0198</code>. It is declined.</li>
            <li>
              Choose <strong>Mobile Money</strong>, enter <code>076 000 001</code> and confirm on the pretended phone.
              It is paid.
            </li>
          </ol>
          <p>
            The events below show it: one <code>monime-open</code>, nothing for the declined card, one
            <code>monime-complete</code>. The element asks the provider, and the provider says open until it says paid.
          </p>
          <p role="status" class="alert" data-story>Not tried yet.</p>
        </section>
        <section class="panel">
          <h2>Pay the fees</h2>
          ${payable({
            id: 'fees',
            order: 'fees',
            mode: 'modal',
            content: html`<span slot="merchant">Annie Walsh Memorial School</span>`,
          })}
        </section>
      </div>
      <p><button type="button" class="small" data-anew>Start over with new fees</button></p>
      ${eventLog()}`,
  });
}
