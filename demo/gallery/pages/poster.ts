import {html} from 'hono/html';
import type {Html} from '../../pages/layout.ts';
import {eventLog, galleryLayout, payable} from './layout.ts';
import {testNumbers} from './numbers.ts';

/** A code at the counter: paid on the customer's phone, noticed here. */
export function posterPage(): Html {
  return galleryLayout({
    title: 'A poster at the counter',
    path: '/gallery',
    scripts: ['poster.js', 'pay.js', 'events.js'],
    main: html`<div class="noprint">
        <h1>A poster at the counter</h1>
        <p class="lead">
          <code>mode="qr"</code> draws the payment link as a code. Print it, or show it on a tablet. Whoever pays on
          another device is noticed here.
        </p>
        <p class="quiet">
          The sandbox runs on this machine, so a phone cannot reach it: open the link in another tab instead.
        </p>
        ${testNumbers('monime')}
      </div>
      <div class="counter">
        <div class="poster">
          <p class="kicker">Mammy Yoko's kitchen</p>
          <h2>Plate of the day</h2>
          <p class="big">SLE 45</p>
          <p>Scan with the camera of your phone. Mobile Money, card or bank.</p>
          ${payable({id: 'lunch', order: 'lunch', mode: 'qr'})}
        </div>
        <aside class="panel noprint">
          <h2>At the counter</h2>
          <p role="status" data-counter>Waiting for the first customer.</p>
          <p>
            <a class="button" data-other target="_blank" hidden>Open the link in another tab</a>
          </p>
          <p>
            <button type="button" class="small" data-print>Print the poster</button>
            <button type="button" class="small" data-anew>Next customer</button>
          </p>
        </aside>
      </div>
      <div class="noprint">${eventLog()}</div>`,
  });
}
