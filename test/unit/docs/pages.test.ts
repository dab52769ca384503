import {beforeAll, describe, expect, it} from 'vitest';
import {resolveLink} from '../../../demo/gallery/docs/documents.ts';
import {renderMarkdown} from '../../../demo/gallery/docs/markdown.ts';
import {docPages} from '../../../demo/gallery/docs/pages.ts';
import {textOf} from '../../../demo/gallery/docs/text.ts';

const pages = new Map<string, string>();
beforeAll(async () => {
  for (const [path, page] of docPages()) pages.set(path, String(await page()));
});

const idsIn = (html: string) => [...html.matchAll(/ id="([^"]*)"/g)].map(([, id = '']) => id);

describe('the pages of the documents', () => {
  it('link to each other and to sections that are there', () => {
    const missing: string[] = [];
    for (const [path, html] of pages) {
      for (const [, url = ''] of html.matchAll(/href="((?:#|\/gallery\/docs)[^"]*)"/g)) {
        const [target = '', anchor] = url.split('#');
        const page = pages.get(target || path);
        if (page === undefined || (anchor !== undefined && !idsIn(page).includes(anchor)))
          missing.push(`${path}: ${url}`);
      }
    }
    expect(missing).toEqual([]);
    expect(pages.size).toBeGreaterThan(15);
  });

  it('have each section once, and nothing that a strict policy refuses', () => {
    for (const html of pages.values()) {
      expect(idsIn(html)).toEqual([...new Set(idsIn(html))]);
      expect(html).not.toMatch(/<[^>]+ (style|on\w+)=/);
      expect(html).not.toMatch(/<script(?! type="module" src="[^"]+"><\/script>)/);
    }
  });
});

describe('a document', () => {
  it('is drawn with anchors, and with code and tables that scroll by themselves', () => {
    const {title, body, sections} = renderMarkdown(
      '# The `monime()` half\n\n## Twice\n\n### "Twice" & `<b>`\n\n#### Deep\n\n```html\n<a href="/x">&</a>\n```\n\n| a |  |\n| - | -: |\n| b | c |\n',
      'docs/some.md',
    );
    expect(title).toBe('The monime() half');
    expect(sections).toEqual([
      {level: 2, anchor: 'twice', title: 'Twice'},
      {level: 3, anchor: 'twice--b', title: '"Twice" & <b>'},
    ]);
    expect(body).toContain('<pre tabindex="0"><code>&lt;a href=&quot;/x&quot;&gt;&amp;&lt;/a&gt;\n</code></pre>');
    expect(body).toContain('<div class="wide" tabindex="0"><table>');
    expect(body).toContain('<th>a</th>\n<td align="right"></td>');
  });

  it('names the columns of sentences, which a phone shows below each other', () => {
    const sentence = 'A sentence that needs more than a column of a phone.';
    const {body} = renderMarkdown(`| \`a\` \\| "b" |  |\n| - | - |\n| c | ${sentence} |\n`, 'docs/some.md');
    expect(body).toContain('<div class="wide stacks" tabindex="0"><table role="table">');
    expect(body).toContain('<th role="columnheader"><code>a</code> | &quot;b&quot;</th>\n<td></td>');
    expect(body).toContain('<td role="cell" data-column="a | &quot;b&quot;">c</td>');
    expect(body).toContain(`<td role="cell" data-column="">${sentence}</td>`);
  });

  it('lets a long path break after its slashes, and finds it as one word', () => {
    const {body, title} = renderMarkdown('# The `a/b.ts`\n\nRead `src/providers/read-session.ts`.\n', 'docs/some.md');
    expect(title).toBe('The a/b.ts');
    expect(body).toContain(
      '<code class="long name"><span>src/</span><wbr /><span>providers/</span><wbr /><span>read-session.ts</span></code>',
    );
    expect(textOf(body)).toBe('The a/b.ts Read src/providers/read-session.ts.');
  });

  it.each([
    ['a name', 'monime-checkout', 'monime-checkout'],
    ['a command', 'npm run test:unit', 'npm|run|test:unit'],
    ['an environment variable', 'MONIME_CHECKOUT_WEBHOOK_SECRET', 'MONIME_|CHECKOUT_|WEBHOOK_|SECRET'],
    ['an event', 'monime_checkout.webhook.missing', 'monime_checkout.|webhook.|missing'],
    ['a list', 'ENGINES=chromium,firefox,webkit', 'ENGINES=|chromium,|firefox,|webkit'],
    ['an address', 'http://localhost:3000/orders/1042', 'http://localhost:3000/|orders/|1042'],
    ['a pattern of a path', '{basePath}/returns/{reference}', '{basePath}/|returns/|{reference}'],
    ['a file', 'src/widget/checkout-controller-events.ts', 'src/|widget/|checkout-controller-events.ts'],
    ['an address that is cut off', '{endpoint}/return/success?ref=…', '{endpoint}/|return/|success?ref=…'],
    ['a call', "globalThis[Symbol.for('monime-checkout/1')]", "globalThis[Symbol.|for('monime-checkout/|1')]"],
    ['PHP', '$middleware->preventRequestForgery(', '$middleware->|preventRequestForgery('],
    ['an option', 'doctor --session', 'doctor|--session'],
  ])('breaks %s in code where a reader would', (_, code, lines) => {
    const {body} = renderMarkdown(`- \`${code}\`\n`, 'docs/some.md');
    const broken = body.replaceAll(/<wbr \/>|(?<=<code .*) (?!class)/g, '|');
    expect(textOf(broken)).toBe(lines);
  });

  it.each([
    ['a card', 'Pay with 4343 4343 4343 4345.', '4343 4343 4343 4345'],
    ['a phone', 'Call 076 000 001, then wait.', '076 000 001'],
    ['a percentage', 'At most 98.4 % of all.', '98.4 %'],
    ['a size', 'Loaded when needed, 2 kB.', '2 kB'],
    ['a range', 'Between 1,234 (1,200–1,250) and more', '(1,200–1,250)'],
  ])('keeps the number of %s on one line', (_, text, number) => {
    const {body} = renderMarkdown(`${text}\n`, 'docs/some.md');
    expect(body).toContain(`<span class="whole">${number}</span>`);
    expect(textOf(body)).toBe(text);
  });

  it('lets a long address break, and shows it as it is', () => {
    const {body} = renderMarkdown('Open <http://localhost:3000/orders/1042>.', 'docs/some.md');
    expect(body).toContain('>http://localhost:3000/<wbr />orders/<wbr />1042</a>.');
    expect(body).toContain('<a href="http://localhost:3000/orders/1042">');
  });

  it.each([
    ['three columns', '| a | b | c |\n| - | - | - |\n| d | e | f |\n', true],
    ['five columns, of numbers', '| a | b | c | d | e |\n| - | - | - | - | - |\n| 1 | 2 | 3 | 4 | 5 |\n', false],
    ['two columns of short words', '| a | b |\n| - | - |\n| one two three four | five six seven |\n', false],
    ['two columns of long words', `| a | b |\n| - | - |\n| ${'c'.repeat(16)} | ${'d'.repeat(19)} |\n`, true],
  ])('shows %s below each other on a phone only if it would cut them off', (_, table, isStacked) => {
    expect(renderMarkdown(table, 'docs/some.md').body.includes('stacks')).toBe(isStacked);
  });

  it('links to the pages of the gallery that it names', () => {
    const {body} = renderMarkdown('See `/gallery/state/test-mode`, not `/gallery/state/{name}`.\n', 'docs/some.md');
    expect(body).toContain('See <a href="/gallery/state/test-mode"><code');
    expect(body.match(/<a /g)).toHaveLength(1);
  });

  it.each([
    ['server.md#the-store', '/gallery/docs/server#the-store'],
    ['README.md', '/gallery/docs'],
    ['../SECURITY.md', '/gallery/docs/security'],
    ['quick-start/vue.md', '/gallery/docs/quick-start/vue'],
    ['#here', '#here'],
    ['https://hono.dev', 'https://hono.dev'],
    ['../src/widget/locales/en.ts', null],
    ['javascript:alert(1)', null],
  ])('leads by %s to %s', (href, url) => {
    expect(resolveLink(href, 'docs/some.md')).toBe(url);
  });

  it('has no HTML of its own but comments', () => {
    expect(renderMarkdown('<!-- for authors -->\n\nText', 'docs/some.md').body).toBe('<p>Text</p>\n');
    expect(() => renderMarkdown('Before <b>bold</b>', 'docs/some.md')).toThrow('docs/some.md has HTML in it');
  });
});
