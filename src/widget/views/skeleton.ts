import {html, type TemplateResult} from 'lit';

/**
 * Placeholder of the order, with the same height.
 * @param rows how many items to reserve
 * @param slowText shown after 4 s; null while the texts are loading
 */
export function skeletonView(rows: number, slowText: string | null): TemplateResult {
  return html`<div class="summary">
      <div class="from"><slot name="logo"></slot><slot name="merchant"></slot></div>
      <div class="summary skeleton" part="skeleton" aria-hidden="true">
        <span class="bone b"></span>
        <div class="items">
          ${Array.from(
            {length: rows},
            () => html`<div class="item"><span class="bone a"></span><span class="bone c"></span></div>`,
          )}
        </div>
        <p class="total"><span class="bone c"></span><span class="bone a"></span></p>
      </div>
    </div>
    <span class="bone button" aria-hidden="true"></span>
    <p class="slow" aria-hidden="true" .textContent=${slowText}></p>`;
}

/** Error view if the code of the widget failed to load. In English, because its texts are missing as well. */
export function loadFailedView(retry: () => void): TemplateResult {
  return html`<p role="status" lang="en">The payment could not be loaded. Check your internet and try again.</p>
    <button type="button" class="primary" part="button" lang="en" @click=${retry}>Try again</button>
    <slot></slot>`;
}
