import {html, type TemplateResult} from 'lit';

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
