import {html, nothing, type TemplateResult} from 'lit';

export function linkButtonView(
  url: string,
  kind: 'primary' | 'secondary',
  label: string,
  onClick: ((event: Event) => void) | typeof nothing = nothing,
  target: '_blank' | '_top' = '_blank',
): TemplateResult {
  return html`<a
    class="button ${kind}"
    part="button"
    href=${url}
    target=${target}
    @click=${onClick}
    .textContent=${label}
  ></a>`;
}

export function buttonView(
  label: string,
  kind: 'primary' | 'secondary' | 'quiet',
  onClick: () => void,
  isDisabled = false,
): TemplateResult {
  return html`<button
    type="button"
    part="button"
    class=${kind}
    ?disabled=${isDisabled}
    @click=${onClick}
    .textContent=${label}
  ></button>`;
}
