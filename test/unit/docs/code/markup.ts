import {format} from 'prettier';
import {parsers} from 'prettier/plugins/html';
import * as z from 'zod/mini';
import {MonimeCheckoutElement} from '../../../../src/widget/element/monime-checkout.ts';
import type {Manifest} from '../../../../build/manifest.ts';

interface Node {
  kind: string;
  name?: string | null | undefined;
  value?: string | null | undefined;
  attrs?: {name: string; value?: string | null | undefined}[] | undefined;
  children?: Node[] | undefined;
}

const Node: z.ZodMiniType<Node> = z.object({
  kind: z.string(),
  name: z.nullish(z.string()),
  value: z.nullish(z.string()),
  attrs: z.optional(z.array(z.object({name: z.string(), value: z.nullish(z.string())}))),
  children: z.optional(z.array(z.lazy(() => Node))),
});

/** What a page's scripts say, by how they are to be read. */
export interface Scripts {
  js: string[];
  json: string[];
  css: string[];
}

const EVERYWHERE = /^(id|class|lang|dir|hidden|slot|title|tabindex|is|(data|aria)-.*)$/;

function complaintsAbout({name, attrs = []}: Node): string[] {
  const names = attrs.map((attribute) => attribute.name);
  const twice = names.filter((attribute, index) => names.indexOf(attribute) !== index);
  const refused = names.filter((attribute) => /^(on|style$)/.test(attribute));
  const unknown =
    name === 'monime-checkout'
      ? names.filter(
          (attribute) => !EVERYWHERE.test(attribute) && !MonimeCheckoutElement.observedAttributes.includes(attribute),
        )
      : [];
  return [
    ...twice.map((attribute) => `${attribute} stands twice on ${name}`),
    ...refused.map((attribute) => `${attribute} needs 'unsafe-inline'`),
    ...unknown.map((attribute) => `monime-checkout has no attribute ${attribute}`),
  ];
}

function elementsIn(node: Node): Node[] {
  const below = (node.children ?? []).flatMap(elementsIn);
  return node.kind === 'element' ? [node, ...below] : below;
}

/**
 * Checks a piece of HTML.
 * @returns what is wrong with it, and the scripts and styles in it
 * @throws where it is not well-formed
 */
export async function checkHtml(code: string): Promise<{complaints: string[]; scripts: Scripts}> {
  const parsed: unknown = await parsers.html.parse(code, Object.create(null));
  const elements = elementsIn(z.parse(Node, parsed));
  const scripts: Scripts = {js: [], json: [], css: []};
  for (const {name, attrs = [], children = []} of elements) {
    const text = children.map(({value}) => value ?? '').join('');
    const type = attrs.find((attribute) => attribute.name === 'type')?.value ?? '';
    if (text.trim() === '') continue;
    if (name === 'style') scripts.css.push(text);
    if (name === 'script') scripts[/json|importmap/.test(type) ? 'json' : 'js'].push(text);
  }
  return {complaints: elements.flatMap(complaintsAbout), scripts};
}

/**
 * Checks a style sheet: that it can be read, and that what it names of the widget exists.
 * @throws where it cannot be read
 */
export async function checkCss(code: string, {cssParts, cssProperties, cssStates}: Manifest): Promise<string[]> {
  await format(code, {parser: 'css'});
  const missing = (what: string, pattern: RegExp, known: readonly {name: string}[]) =>
    [...code.matchAll(pattern)]
      .flatMap(([, words = '']) => words.trim().split(/\s+/))
      .filter((word) => known.every(({name}) => name !== word))
      .map((word) => `there is no ${what} ${word}`);
  return [
    ...missing('part', /::part\(([^)]*)\)/g, cssParts),
    ...missing('custom property', /(--monime-checkout-[\w-]+)/g, cssProperties),
    ...missing('state', /:state\(([^)]*)\)/g, cssStates),
  ];
}
