import fc from 'fast-check';
import {parse as parseSvelte} from 'svelte/compiler';
import {parseSync} from 'vite';
import {describe, expect, it} from 'vitest';
import {parse as parseVue} from 'vue/compiler-sfc';
import {
  attributesOf,
  type PlaygroundModel,
  printCode,
  printCss,
  type Stack,
} from '../../../demo/public/gallery/print-code.js';

const plain: PlaygroundModel = {
  mode: 'auto',
  theme: 'auto',
  lang: '',
  dir: '',
  items: '',
  allowedHosts: '',
  preload: '',
  disabled: false,
  draftLanguages: false,
  merchant: '',
  properties: {},
};

const anyModel = fc.record({
  mode: fc.constantFrom('auto', 'modal', 'qr'),
  theme: fc.constantFrom('auto', 'dark'),
  lang: fc.constantFrom('', 'fr', 'kri'),
  dir: fc.constantFrom('', 'rtl'),
  items: fc.constantFrom('', '4'),
  allowedHosts: fc.string().map((text) => text.trim()),
  preload: fc.constantFrom('', 'intent', 'frame'),
  disabled: fc.boolean(),
  draftLanguages: fc.boolean(),
  merchant: fc.string().map((text) => text.trim().replace(/\s+/g, ' ')),
  properties: fc.constant({}),
});

/** Every node of a syntax tree. */
function* nodesIn(tree: unknown): Generator<Record<string, unknown>> {
  if (typeof tree !== 'object' || tree === null) return;
  const entries = Object.entries(tree).filter(([key]) => key !== 'parent');
  if (!Array.isArray(tree)) yield Object.fromEntries(entries);
  for (const [, value] of entries) yield* nodesIn(value);
}

/** The template in the code of an Angular component. */
function angularTemplate(code: string): unknown {
  const {program, errors} = parseSync('checkout.ts', code);
  expect(errors).toEqual([]);
  const template = [...nodesIn(program)].find(({type}) => type === 'TemplateElement');
  const value: unknown = template?.['value'];
  return typeof value === 'object' && value !== null && 'cooked' in value ? value.cooked : undefined;
}

/** The texts that a compiler reads in the code. */
function textsOf(stack: Stack, code: string): unknown[] {
  if (stack === 'react') {
    const {program, errors} = parseSync('checkout.jsx', code);
    expect(errors).toEqual([]);
    return [...nodesIn(program)].map(({value}) => value);
  }
  if (stack === 'svelte')
    return [...nodesIn(parseSvelte(code, {modern: true}))].flatMap(({data, value}) => [data, value]);
  const template = stack === 'angular' ? angularTemplate(code) : code;
  const {descriptor, errors} = parseVue(stack === 'vue' ? code : `<template>${template}</template>`);
  expect(errors).toEqual([]);
  return [...nodesIn(descriptor.template?.ast?.children)].map(({content}) => content);
}

describe('printed code', () => {
  it.each<Stack>(['html', 'react', 'vue', 'svelte', 'angular'])(
    'means the same to the compiler of %s, whatever was typed',
    (stack) => {
      fc.assert(
        fc.property(anyModel, (model) => {
          const texts = textsOf(stack, printCode(stack, model));
          const typed = [...attributesOf(model).map(([, value]) => value), model.merchant];
          expect(typed.filter((text) => text !== true && text !== '' && !texts.includes(text))).toEqual([]);
        }),
        {numRuns: 60, examples: [[{...plain, merchant: '{{ 6 * 7 }}', allowedHosts: `"{a}'<b>&c;`}]]},
      );
    },
  );

  it('says nothing of what is as it is by default', () => {
    expect(attributesOf(plain)).toEqual([]);
    expect(printCode('html', plain)).toContain('<monime-checkout session-id="scs-…" endpoint="/checkout">');
    expect(printCss(plain)).toBe('');
  });

  it('breaks a long tag into a line for each attribute', () => {
    const code = printCode('svelte', {...plain, mode: 'redirect', theme: 'dark', allowedHosts: 'pay.example'});
    expect(code).toContain('<monime-checkout\n  session-id={sessionId}\n  endpoint="/checkout"\n  mode="redirect"\n');
  });

  it('prints custom properties as one rule', () => {
    expect(printCss({properties: {accent: '#6d28d9', radius: '2px'}})).toBe(
      'monime-checkout {\n  --monime-checkout-accent: #6d28d9;\n  --monime-checkout-radius: 2px;\n}\n',
    );
  });
});
