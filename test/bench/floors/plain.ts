import type {CheckoutSession} from '../../../src/core/session.ts';
import {payButton} from './dialog.ts';
import {make, makeRoot} from './look.ts';

/** What a shop would write by hand: fetches the session once its script is there, draws it, opens it. */
class PlainCheckout extends HTMLElement {
  #root = makeRoot(this);

  async connectedCallback(): Promise<void> {
    const id = this.getAttribute('session-id');
    if (id === null) return;
    const response = await fetch(`${this.getAttribute('endpoint')}/sessions/${id}`, {cache: 'no-store'});
    this.session = await response.json();
    window.bench.ready.add();
  }

  set session({lineItems, hostedUrl}: CheckoutSession) {
    const format = new Intl.NumberFormat('en', {style: 'currency', currency: lineItems[0]?.currency ?? 'SLE'});
    const money = (amount: number) => format.format(amount / 100);
    const list = make('ul', '');
    let total = 0;
    for (const {name, quantity, unitAmount} of lineItems) {
      const amount = quantity * unitAmount;
      total += amount;
      const details = make('small', '', `${quantity} × ${money(unitAmount)}`);
      list.append(make('li', '', make('span', '', name, details), make('b', '', money(amount))));
    }
    const sum = make('div', 'total', make('span', '', 'Total'), make('b', '', money(total)));
    this.#root.replaceChildren(list, sum, payButton(this.#root, hostedUrl ?? ''));
  }
}

customElements.define('plain-checkout', PlainCheckout);
