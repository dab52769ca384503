import {Component, CUSTOM_ELEMENTS_SCHEMA, signal} from '@angular/core';
import 'monime-checkout';
import type {CreateSession, MonimeCompleteEvent} from 'monime-checkout';

const purchase: string = (sessionStorage.purchase ??= crypto.randomUUID()); // a reload keeps it

@Component({
  selector: 'app-shop',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <main>
      <h1>Two exercise books</h1>
      <monime-checkout
        endpoint="/checkout"
        resume
        [createSession]="createSession"
        (monime-complete)="thank($event)"
      ></monime-checkout>
      @if (order(); as number) {
        <p>Your books are on their way: {{ number }}</p>
      }
    </main>
  `,
})
export class Shop {
  readonly order = signal<string | null>(null);

  // A retry repeats `key`. `renew` is the id of an ended session to replace, or null.
  readonly createSession: CreateSession = ({key, renew}) =>
    fetch('/checkout/sessions', {
      method: 'POST',
      headers: {'Content-Type': 'application/json', 'Idempotency-Key': key},
      body: JSON.stringify({purchase, quantity: 2, renew}),
    });

  thank({session}: MonimeCompleteEvent): void {
    sessionStorage.removeItem('purchase'); // the next purchase is another order
    this.order.set(session.orderNumber);
  }
}
