import {html, nothing, type TemplateResult} from 'lit';

export type Tone = 'plain' | 'busy' | 'good' | 'bad' | 'late';

const CIRCLE = 'M3 12a9 9 0 1 0 18 0a9 9 0 1 0-18 0';
const ICON_PATHS: Readonly<Record<Tone, string>> = {
  plain: `${CIRCLE}M12 11v5M12 8v.01`,
  busy: 'M21 12a9 9 0 1 1-6-8.5',
  good: `${CIRCLE}M8 12.4l2.8 2.8L16 9.6`,
  bad: `${CIRCLE}M12 7.5v5.5M12 16.2v.01`,
  late: `${CIRCLE}M12 7v5.2l3 1.8`,
};

export function iconView(tone: Tone): TemplateResult {
  return html`<svg class="mark" viewBox="0 0 24 24" aria-hidden="true"><path d=${ICON_PATHS[tone]}></path></svg>`;
}

/** A status message. Render it inside a live region, so that screen readers announce it. */
export function messageView(
  tone: Tone,
  title: string,
  text: string | null,
  small: string | null = null,
): TemplateResult {
  return html`<div class="message" part="message" data-tone=${tone}>
    ${iconView(tone)}
    <div>
      <strong .textContent=${title}></strong>
      ${text ? html`<p .textContent=${text}></p>` : nothing}
      ${small ? html`<small .textContent=${small}></small>` : nothing}
    </div>
  </div>`;
}
