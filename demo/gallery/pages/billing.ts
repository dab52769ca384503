import {html} from 'hono/html';
import type {Html} from '../../pages/layout.ts';
import {eventLog, galleryLayout, payable} from './layout.ts';
import {testNumbers} from './numbers.ts';

const paidInvoices = [
  ['INV-1987', 'February', 'SLE 1,129.00'],
  ['INV-1934', 'January', 'SLE 1,080.00'],
] as const;

function invoices(): Html {
  return html`<section class="panel">
    <h2>Invoices</h2>
    <ul class="invoices">
      <li data-invoice>
        <strong>INV-2041</strong> <span>March</span> <span class="price">SLE 1,189.00</span>
        <span class="tag" data-tag>Unpaid</span>
      </li>
      ${paidInvoices.map(
        ([number, month, amount]) =>
          html`<li>
            <strong>${number}</strong> <span>${month}</span> <span class="price">${amount}</span>
            <span class="tag good">Paid</span>
          </li>`,
      )}
    </ul>
  </section>`;
}

function plan(): Html {
  return html`<section class="panel">
    <h2>Team plan</h2>
    <p class="quiet">Renews on 1 April</p>
    <dl class="figures">
      <div>
        <dt>Seats</dt>
        <dd data-seats>12</dd>
      </div>
      <div>
        <dt>Storage</dt>
        <dd>131 GB</dd>
      </div>
      <div>
        <dt>Messages</dt>
        <dd>564</dd>
      </div>
    </dl>
  </section>`;
}

/** Embedded billing: the element in the cards of a dashboard that knows nothing of payment. */
export function billingPage(): Html {
  return galleryLayout({
    title: 'Billing in a dashboard',
    path: '/gallery',
    scripts: ['billing.js', 'pay.js', 'events.js'],
    main: html`<h1>Billing in a dashboard</h1>
      <p class="lead">
        The dashboard of an invented product. Its invoice is paid in place; when the provider has said paid, the list
        beside it says so as well.
      </p>
      ${testNumbers('monime')}
      <div class="dashboard">
        <header>
          <strong>Lumley Ledger</strong>
          <span class="quiet">Aberdeen Guest House</span>
        </header>
        <nav aria-label="Dashboard">
          <span>Overview</span> <span>Bookings</span> <strong>Billing</strong> <span>Team</span>
        </nav>
        <div class="columns">
          <div>
            <p class="alert" role="status" data-alert>Invoice INV-2041 is due on 15 March.</p>
            ${plan()} ${invoices()}
          </div>
          <div>
            <section class="panel">
              <h2>Pay INV-2041</h2>
              ${payable({
                id: 'invoice',
                order: 'invoice',
                content: html`<span slot="merchant">Lumley Ledger</span
                  ><a slot="completed" href="/gallery/billing#events">See what was told</a>`,
              })}
            </section>
            <section class="panel">
              <h2>Five more seats</h2>
              <p class="quiet">SLE 290.00 for the rest of March. The session is only made on the click.</p>
              ${payable({id: 'seats', order: 'seats', late: true})}
            </section>
          </div>
        </div>
      </div>
      <p><button type="button" class="small" data-anew>Start over with a new invoice</button></p>
      ${eventLog()}`,
  });
}
