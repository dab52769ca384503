import fc from 'fast-check';
import {html, nothing} from 'lit';
import {describe, expect, it} from 'vitest';
import {renderToString} from '../../../../src/server/rendering/render-to-string.ts';

const CHARACTERS: Readonly<Record<string, string>> = {'&lt;': '<', '&gt;': '>', '&quot;': '"', '&amp;': '&'};

/** What a parser reads. */
function unescaped(text: string): string {
  return text.replace(/&(?:lt|gt|quot|amp);/g, (entity) => CHARACTERS[entity] ?? entity);
}

describe('renderToString', () => {
  it('lets no text out of an element or an attribute', () => {
    fc.assert(
      fc.property(
        fc.string({unit: 'grapheme'}),
        fc.string({unit: fc.constantFrom(...'<>"&\'=/ a$`')}),
        (one, other) => {
          const text = renderToString(html`<p title=${one} class="a ${other} b" .textContent=${other}></p>`);
          const match = /^<p title="([^"<>]*)" class="a ([^"<>]*) b">([^<>]*)<\/p>$/.exec(text);
          expect(match?.slice(1).map(unescaped)).toEqual([one, other, other]);
        },
      ),
    );
  });

  it.each([
    ['texts and lists', html`<p>${'a < b'} ${[1, html`<b>${2}</b>`]}</p>`, '<p>a &lt; b 1<b>2</b></p>'],
    ['nothing', html`<p>${nothing}${null}${undefined}</p>`, '<p></p>'],
    ['attributes', html`<p lang=${'en'} dir=${nothing} aria-busy=${false}></p>`, '<p lang="en" aria-busy="false"></p>'],
    ['a boolean attribute', html`<p ?hidden=${true} class="a"></p>`, '<p hidden class="a"></p>'],
    ['no boolean attribute', html`<p ?hidden=${false}></p>`, '<p></p>'],
    ['no listeners', html`<p @click=${() => undefined} id="a"></p>`, '<p id="a"></p>'],
    [
      'the text content behind later attributes',
      html`<p .textContent=${'$&'} id=${'a'}>></p>`,
      '<p id="a">$&amp;></p>',
    ],
    ['a text content of null', html`<p .textContent=${null}></p>`, '<p></p>'],
  ])('renders %s', (_, template, expected) => {
    expect(renderToString(template)).toBe(expected);
  });

  it('refuses a property that no HTML says', () => {
    expect(() => renderToString(html`<input .value=${'a'} />`)).toThrow('The property value');
  });
});
