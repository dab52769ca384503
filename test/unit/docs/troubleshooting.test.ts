import {readFileSync} from 'node:fs';
import {runInNewContext} from 'node:vm';
import {describe, expect, it} from 'vitest';
import {CheckoutError} from '../../../src/core/error.ts';
import {ERROR_CODES} from '../../../src/core/error-codes.ts';
import {en} from '../../../src/widget/locales/en.ts';
import {anchorsIn} from '../../../build/anchors.ts';
import {sectionsOf} from './sections.ts';

const root = new URL('../../../docs/', import.meta.url);
const page = readFileSync(new URL('troubleshooting.md', root), 'utf8');
const [errors = '', symptoms = ''] = page.split(/^## Symptoms$/m);
const sections = sectionsOf(errors, 3);

describe('docs/troubleshooting.md', () => {
  it('has a section for each error code, in their order, and no other', () => {
    expect([...sections.keys()]).toEqual([...ERROR_CODES]);
  });

  it('is where an error says that more stands', () => {
    for (const code of ERROR_CODES) {
      const [file, anchor = ''] = new CheckoutError(code, '').see.split('#');
      expect(file).toBe('monime-checkout/docs/troubleshooting.md');
      expect(anchorsIn(page)).toContain(anchor);
    }
  });

  it.each(ERROR_CODES)('says of %s what the customer reads, and what to do', (code) => {
    const text = (sections.get(code) ?? '').replace(/\s+/g, ' ');
    const sentence = en.errors[code] ?? en.errorFallback;
    const late = ['invalid_request', 'invalid_order', 'origin_refused', 'order_completed', 'raw_body_needed'];
    expect(text).toContain('**The customer sees** ');
    expect(text).toContain(code === 'bad_signature' ? 'nothing' : sentence);
    if (late.includes(code)) expect(text).toContain(en.errors.create_failed);
    expect(text).toContain('**What to do:** ');
  });

  it('quotes the widget as it speaks', () => {
    const spoken = JSON.stringify(en) + en.errorFallback;
    for (const [, quoted = ''] of symptoms.matchAll(/“([^”]+)”/g)) {
      if (quoted === 'open') continue;
      expect(spoken).toContain(quoted);
    }
  });

  it('logs an error as it says', () => {
    const code = /^```js\n(.*?)^```/ms.exec(page)?.[1] ?? '';
    const lines: unknown[][] = [];
    const document = new EventTarget();
    runInNewContext(code, {document, console: {error: (...line: unknown[]) => lines.push(line)}});
    const error = new CheckoutError('invalid_id', 'No id.', {path: 'session-id'});
    document.dispatchEvent(Object.assign(new Event('monime-error'), {error}));
    expect(lines).toEqual([['invalid_id', 'No id.', 'session-id', error.see]]);
  });
});
