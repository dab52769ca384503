/** The attributes in the order in which they are printed; true is one without a value. */
export function attributesOf({mode, theme, lang, dir, items, allowedHosts, preload, disabled, draftLanguages}) {
  return [
    ['mode', mode !== 'auto' && mode],
    ['theme', theme !== 'auto' && theme],
    ['lang', lang],
    ['dir', dir],
    ['items', items],
    ['allowed-hosts', allowedHosts],
    ['preload', preload],
    ['disabled', disabled],
    ['draft-languages', draftLanguages],
  ].filter(([, value]) => value);
}

const escapes = {'&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '{': '&#123;', '}': '&#125;', '@': '&#64;'};

/** For HTML; braces and the at sign too, as templates give them a meaning. */
function escaped(text) {
  return text.replace(/[&<>"{}@]/g, (character) => escapes[character]);
}

function printAttribute([name, value]) {
  return value === true ? name : `${name}="${escaped(value)}"`;
}

/** In JSX a string stands as it is, or as an expression. */
function printJsxAttribute([name, value]) {
  if (value === true) return name;
  return /^[\w #%()*,./:-]*$/.test(value) ? `${name}="${value}"` : `${name}={${JSON.stringify(value)}}`;
}

/** An element on one line where that is short, else an attribute a line. */
function tag(attributes, children, indent) {
  const line = `<monime-checkout ${attributes.join(' ')}>`;
  const short = indent.length + line.length <= 100;
  const opening = short
    ? line
    : `<monime-checkout\n${attributes.map((each) => `${indent}  ${each}`).join('\n')}\n${indent}>`;
  const inner = children.map((child) => `\n${indent}  ${child}`).join('');
  return `${indent}${opening}${inner}${inner ? `\n${indent}` : ''}</monime-checkout>`;
}

function merchantSlot({merchant}, print = escaped) {
  return merchant ? [`<span slot="merchant">${print(merchant)}</span>`] : [];
}

function printHtml(model) {
  const attributes = ['session-id="scs-…"', 'endpoint="/checkout"', ...attributesOf(model).map(printAttribute)];
  const link = '<a href="https://checkout.monime.io/…">Pay for your order</a>';
  return `<script type="module" src="/monime-checkout.js"></script>

${tag(attributes, [...merchantSlot(model), link], '')}
`;
}

function printReact(model) {
  const attributes = [
    'session-id={sessionId}',
    'endpoint="/checkout"',
    ...attributesOf(model).map(printJsxAttribute),
    'onmonime-complete={onPaid}',
  ];
  const children = merchantSlot(model, (text) => `{${JSON.stringify(text)}}`);
  return `import 'monime-checkout';

// React 19
export function Checkout({sessionId, onPaid}) {
  return (
${tag(attributes, children, '    ')}
  );
}
`;
}

function printVue(model) {
  const attributes = [
    ':session-id="sessionId"',
    'endpoint="/checkout"',
    ...attributesOf(model).map(printAttribute),
    '@monime-complete="$emit(\'paid\', $event.session)"',
  ];
  return `<script setup>
import 'monime-checkout';

defineProps(['sessionId']);
defineEmits(['paid']);
</script>

<!-- In the bundler's options for Vue: isCustomElement: (tag) => tag === 'monime-checkout' -->
<template>
${tag(attributes, merchantSlot(model), '  ')}
</template>
`;
}

function printSvelte(model) {
  const attributes = [
    'session-id={sessionId}',
    'endpoint="/checkout"',
    ...attributesOf(model).map(printAttribute),
    'onmonime-complete={onPaid}',
  ];
  return `<script>
  import 'monime-checkout';

  let {sessionId, onPaid} = $props();
</script>

${tag(attributes, merchantSlot(model), '')}
`;
}

function printAngular(model) {
  const attributes = [
    '[sessionId]="sessionId()"',
    'endpoint="/checkout"',
    ...attributesOf(model).map(printAttribute),
    '(monime-complete)="paid.emit()"',
  ];
  const template = tag(attributes, merchantSlot(model), '    ').replace(/[\\`]/g, String.raw`\$&`);
  return `import {Component, CUSTOM_ELEMENTS_SCHEMA, input, output} from '@angular/core';
import 'monime-checkout';

@Component({
  selector: 'app-checkout',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: \`
${template}
  \`,
})
export class Checkout {
  readonly sessionId = input.required<string>();
  readonly paid = output();
}
`;
}

const printers = {html: printHtml, react: printReact, vue: printVue, svelte: printSvelte, angular: printAngular};

/** The code to paste for a stack. */
export function printCode(stack, model) {
  return printers[stack](model);
}

/** The rules to paste; empty where the model has no look of its own. */
export function printCss({properties}) {
  const lines = Object.entries(properties).map(([name, value]) => `  --monime-checkout-${name}: ${value};\n`);
  return lines.length > 0 ? `monime-checkout {\n${lines.join('')}}\n` : '';
}
