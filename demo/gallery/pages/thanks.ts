import {html} from 'hono/html';
import type {Html} from '../../pages/layout.ts';
import {eventLog, galleryLayout} from './layout.ts';

/** Where a customer comes back to who paid in this tab. That they stand here proves nothing: the element asks. */
export function thanksPage(provider: 'monime' | 'paymongo'): Html {
  return galleryLayout({
    title: 'Your order',
    path: '/gallery/modes',
    scripts: ['thanks.js', 'events.js'],
    main: html`<h1>Back from the payment page</h1>
      <p class="lead">The address carries a reference only. The element asks the provider how it went.</p>
      <div class="narrow panel">
        <monime-checkout endpoint="/gallery/checkout/${provider}" resume>
          <p class="quiet">There is no payment to take up. <a href="/gallery/modes">To the modes</a></p>
        </monime-checkout>
      </div>
      <p><a data-back href="/gallery/modes">Back to where you came from</a></p>
      ${eventLog()}`,
  });
}
