import {html} from 'hono/html';
import type {Html} from '../../pages/layout.ts';
import {eventLog, galleryLayout, payable} from './layout.ts';
import {testNumbers} from './numbers.ts';

type Provider = 'monime' | 'paymongo';

const modes = [
  ['auto', 'As the device and the provider allow: a dialog, a window, or the same tab on phones.'],
  ['modal', 'The payment page in a dialog on this page.'],
  ['inline', 'The payment page in place of the button.'],
  ['popup', 'The payment page in a window of its own; a waiting room stays here.'],
  ['redirect', 'This tab goes to the payment page, and comes back to a page of yours.'],
  ['qr', 'A code and a link: paid on another device, noticed here.'],
] as const;

const providers: Record<Provider, {label: string; text: string; url: string}> = {
  monime: {label: 'Monime', text: "In the sandbox Monime's payment page may stand in a frame.", url: '/gallery/modes'},
  paymongo: {
    label: 'PayMongo',
    text: "PayMongo's payment page refuses frames: dialog and place give way to a window.",
    url: '/gallery/modes/paymongo',
  },
};

export function modesPage(provider: Provider): Html {
  return galleryLayout({
    title: 'Every mode',
    path: '/gallery/modes',
    scripts: ['pay.js', 'events.js'],
    main: html`<h1>Every mode</h1>
      <p class="lead">One order, six ways onto the payment page. ${providers[provider].text}</p>
      <nav class="tabs" aria-label="Provider">
        ${Object.entries(providers).map(
          ([name, {label, url}]) =>
            html`<a href="${url}" ${name === provider ? html` aria-current="page"` : ''}>${label}</a>`,
        )}
      </nav>
      ${testNumbers(provider)}
      <div class="modes">
        ${modes.map(
          ([mode, text]) =>
            html`<section class="panel">
              <h2><code>mode="${mode}"</code></h2>
              <p class="quiet">${text}</p>
              ${payable({id: `mode-${mode}`, order: 'parcel', provider, mode})}
            </section>`,
        )}
      </div>
      <p><button type="button" class="small" data-anew>Start over with new orders</button></p>
      ${eventLog()}`,
  });
}
