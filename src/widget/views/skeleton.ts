import {html, nothing, type TemplateResult} from 'lit';

/**
 * Placeholder of the order, with the same height.
 * @param rows how many items to reserve
 * @param slowText shown after 4 s; null while the texts are loading
 */
export function skeletonView(rows: number, slowText: string | null): TemplateResult {
  return html`<div class="summary">
      <div class="from"><slot name="logo"></slot><slot name="merchant"></slot></div>
      <div class="summary skeleton" part="skeleton" aria-hidden="true">
        <span class="bone c"></span>
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

/**
 * Error view if the code of the widget failed. In English, because its texts may be what is missing.
 * @param isInternal whether a reload of the page may help, and not a better connection
 * @param url of the hosted page; null if unknown
 */
export function loadFailedView(isInternal: boolean, retry: () => void, url: string | null): TemplateResult {
  const act = isInternal ? () => location.reload() : retry;
  const advice = isInternal ? 'Reload the page' : 'Check your internet';
  return html`<p
      role="status"
      lang="en"
      .textContent=${`The payment could not be loaded. ${advice} and try again.`}
    ></p>
    <button
      type="button"
      class="primary"
      part="button"
      lang="en"
      @click=${act}
      .textContent=${isInternal ? 'Reload the page' : 'Try again'}
    ></button>
    ${url ? html`<a class="button" part="button" href=${url} target="_blank" lang="en">Open the payment page</a>` : nothing}
    <slot></slot>`;
}
