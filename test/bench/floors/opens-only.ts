import {payButton} from './dialog.ts';
import {makeRoot} from './look.ts';

/** Shows no order: a button that opens the hosted page. */
class OpensOnly extends HTMLElement {
  connectedCallback(): void {
    const root = makeRoot(this);
    root.append(payButton(root, this.getAttribute('href') ?? ''));
    window.bench.ready.add();
  }
}

customElements.define('opens-only', OpensOnly);
