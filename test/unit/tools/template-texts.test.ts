import {describe, expect, it} from 'vitest';
import {brokenByTranslators} from '../../tools/template-texts.ts';

const view = {type: 'TemplateResult', code: 'view()'};
const maybe = {type: 'TemplateResult | typeof nothing', code: 'maybe()'};
const list = {type: 'TemplateResult[]', code: 'list'};
const text = {type: 'string', code: 'label'};

describe('brokenByTranslators', () => {
  it.each([
    ['<p .textContent={{0}}></p>', [text]],
    ['<p class="a {{0}}" .textContent={{1}}></p>{{2}} <slot></slot>', [text, text, maybe]],
    ['<p>Static text.</p>{{0}}', [maybe]],
    ['<ul>{{0}}</ul>', [list]],
    ['<div>{{0}}</div>', [view]],
    ['<div><img src={{0}} />{{1}}</div>', [text, maybe]],
  ])('has nothing against %s', (html, expressions) => {
    expect(brokenByTranslators(html, expressions)).toEqual([]);
  });

  it.each([
    ['<p>{{0}}</p>', [text], ['${label} is rendered as text: string']],
    [
      '<p>{{0}}</p>',
      [{...text, type: 'TemplateResult | string'}],
      ['${label} is rendered as text: TemplateResult | string'],
    ],
    ['<p>Total: {{0}}</p>', [view], ['a text beside an expression, in <p>']],
    ['Total: {{0}}', [view], ['a text beside an expression, in <template>']],
    ['<div>\n{{0}}{{1}}</div>', [maybe, maybe], ['all content of <div> may be missing']],
    ['<p .textContent={{0}}>{{1}}</p>', [text, view], ['content beside <p.textContent>']],
    ['<p .textContent={{0}}>!</p>', [text], ['content beside <p.textContent>']],
  ])('refuses %s', (html, expressions, wrong) => {
    expect(brokenByTranslators(html, expressions)).toEqual(wrong);
  });
});
