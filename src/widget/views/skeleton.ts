import {html, type TemplateResult} from 'lit';

/**
 * What stands where the order will stand, as high as it will be.
 * @param rows how many items there is room for
 * @param slow what is said once the wait is long; null while the texts are on their way
 */
export function skeletonView(rows: number, slow: string | null): TemplateResult {
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
    <p class="slow" aria-hidden="true">${slow}</p>`;
}

/** What is said where the widget itself did not arrive whole: its texts are not there either. */
export function lostView(retry: () => void): TemplateResult {
  return html`<p role="status" lang="en">The payment could not be loaded. Check your internet and try again.</p>
    <button type="button" class="primary" part="button" lang="en" @click=${retry}>Try again</button>
    <slot></slot>`;
}
