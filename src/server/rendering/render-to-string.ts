import {nothing, type TemplateResult} from 'lit';
import {escapeHtml} from './escape-html.ts';

/** The end of a tag's start that is not closed yet. */
const OPEN_TAG = /<[^<>]*$/;
/** An attribute that a value follows; in quotes, values may have come before. */
const ATTRIBUTE = /\s([.?@]?)([\w-]+)=(?:"([^"]*))?$/;

function isTemplate(value: unknown): value is TemplateResult {
  return typeof value === 'object' && value !== null && 'strings' in value && 'values' in value;
}

/**
 * Renders a template of the widget as HTML. Knows what the views use: child values, attributes, boolean attributes and
 * `.textContent`; listeners are left out.
 * @throws {Error} for another property
 */
export function renderToString(value: unknown): string {
  if (value === nothing || value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map(renderToString).join('');
  return isTemplate(value) ? renderTemplate(value) : escapeHtml(String(value));
}

function renderTemplate({strings, values}: TemplateResult): string {
  let html = strings[0] ?? '';
  /** Content of the element whose tag is not closed yet. */
  let content: string | null = null;
  values.forEach((value, index) => {
    const match = OPEN_TAG.test(html) ? ATTRIBUTE.exec(html) : null;
    if (!match) html += renderToString(value);
    else if (match[3] !== undefined) html += escapeHtml(String(value ?? ''));
    else {
      const [, kind, name = ''] = match;
      html = html.slice(0, match.index);
      if (kind === '.') content = contentFor(name, value);
      else html += attribute(kind, name, value);
    }
    let next = strings[index + 1] ?? '';
    if (content !== null && next.includes('>')) {
      next = next.replace('>', () => `>${content}`);
      content = null;
    }
    html += next;
  });
  return html;
}

function contentFor(name: string, value: unknown): string {
  if (name !== 'textContent') throw new Error(`The property ${name} cannot be rendered as HTML.`);
  return escapeHtml(String(value ?? ''));
}

function attribute(kind: string | undefined, name: string, value: unknown): string {
  if (kind === '@') return '';
  if (kind === '?') return value && value !== nothing ? ` ${name}` : '';
  return value === nothing ? '' : ` ${name}="${escapeHtml(String(value ?? ''))}"`;
}
