import {html, nothing, type TemplateResult} from 'lit';

/**
 * Returns the content, or a hidden element if there is none. Use it for the only content of an element: page translators
 * replace everything in an element without child elements, also the comments with which Lit finds the place again.
 */
export function contentOrEmpty(content: TemplateResult | typeof nothing | null): TemplateResult {
  return content === null || content === nothing ? html`<i hidden></i>` : content;
}
