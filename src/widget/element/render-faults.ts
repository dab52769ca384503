import {html, type LitElement, render} from 'lit';
import {asCheckoutError} from '../../core/error.ts';
import {MonimeErrorEvent} from '../events.ts';
import {loadFailedView} from '../views/skeleton.ts';

/** Shows and reports faults while an element is rendered. */
export class RenderFaults {
  #element: LitElement & {readonly hostedUrl: string | null};
  /** The last fault, so that it is reported once. */
  #last: string | null = null;

  constructor(element: LitElement & {readonly hostedUrl: string | null}) {
    this.#element = element;
  }

  /** Renders, and shows a fault in place of all that was rendered. The next update renders the element again. */
  guard(work: () => void): void {
    try {
      work();
    } catch (cause) {
      this.#show(cause);
    }
  }

  #show(cause: unknown): void {
    const {renderRoot, hostedUrl} = this.#element;
    renderRoot.replaceChildren();
    // Lit's own place in the root is among what was removed.
    Reflect.deleteProperty(renderRoot, '_$litPart$');
    const view = loadFailedView(true, () => {}, hostedUrl);
    render(html`<div class="look card" part="card"><div class="all">${view}</div></div>`, renderRoot);
    if (String(cause) === this.#last) return;
    this.#last = String(cause);
    this.#element.dispatchEvent(new MonimeErrorEvent(asCheckoutError(cause)));
  }
}
