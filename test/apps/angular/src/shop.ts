import {Component, CUSTOM_ELEMENTS_SCHEMA, signal} from '@angular/core';
import 'monime-checkout';
import type {CreateSession, MonimeCompleteEvent} from 'monime-checkout';

const purchase = crypto.randomUUID();

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

  readonly createSession: CreateSession = ({key, renew}) =>
    fetch('/checkout/sessions', {
      method: 'POST',
      headers: {'Content-Type': 'application/json', 'Idempotency-Key': key},
      body: JSON.stringify({purchase, quantity: 2, renew}),
    });

  thank({session}: MonimeCompleteEvent): void {
    this.order.set(session.orderNumber);
  }
}
