import {readdirSync, readFileSync} from 'node:fs';
import {sep} from 'node:path';
import {describe, expect, it} from 'vitest';
import {MonimeCheckoutElement} from '../../src/widget/element/monime-checkout.ts';
import {PUBLIC_PROPERTIES} from '../../src/widget/views/theme.styles.ts';
import {readManifest} from '../../build/manifest.ts';
import {tableWords} from '../tools/tables.ts';

const {members, ...element} = readManifest();
const fields = members.filter(({kind}) => kind === 'field');
const methods = members.filter(({kind}) => kind === 'method');

/** What the manifest has of each kind, and the title that the kind has in the tables of the documents. */
const kinds = [
  ['attribute', element.attributes],
  ['property', fields],
  ['method', methods],
  ['event', element.events],
  ['slot', element.slots],
  ['part', element.cssParts],
  ['custom property', element.cssProperties],
  ['state', element.cssStates],
] as const;

/** The pages that describe the element. */
const pages = ['docs/reference.md'];
const documented = pages.map((path) => tableWords(readFileSync(path, 'utf8')));

const sources = readdirSync('src', {encoding: 'utf8', recursive: true})
  .map((path) => path.split(sep).join('/'))
  .filter((path) => path.endsWith('.ts') && !/^(server|sandbox)\//.test(path))
  .map((path) => readFileSync(`src/${path}`, 'utf8'));

/** The first group of each match in the widget's sources, its words one by one. */
function inSources(pattern: RegExp): string[] {
  return sorted(
    sources.flatMap((source) => [...source.matchAll(pattern)].flatMap(([, words = '']) => words.split(' '))),
  );
}

const sorted = (words: readonly string[]): string[] => [...new Set(words)].toSorted();
const namesOf = (things: readonly {name: string}[]): string[] => sorted(things.map(({name}) => name));

const writable = namesOf(fields.filter(({readonly}) => !readonly));

describe('custom-elements.json', () => {
  it.each(kinds)('names what the tables of the documents name: %s', (title, things) => {
    expect(namesOf(things)).toEqual(sorted(documented.flatMap((words) => words.get(title) ?? [])));
  });

  it('has the attributes that the element observes', () => {
    expect(namesOf(element.attributes)).toEqual(sorted(MonimeCheckoutElement.observedAttributes));
  });

  it('says which words an attribute takes', () => {
    const typeOf = (name: string) => element.attributes.find((attribute) => attribute.name === name)?.type?.text;
    expect(typeOf('mode')).toBe("'auto' | 'modal' | 'inline' | 'popup' | 'redirect' | 'qr'");
    expect(typeOf('preload')).toBe("'none' | 'intent' | 'frame'");
  });

  it('has the properties that the element has', () => {
    const {elementProperties} = MonimeCheckoutElement;
    expect(writable).toEqual(sorted([...elementProperties].flatMap(([name, {state}]) => (state ? [] : String(name)))));
    expect(members.filter(({name}) => !(name in MonimeCheckoutElement.prototype))).toEqual([]);
  });

  it('has the attributes and properties that the types of the frameworks have', () => {
    const types = readFileSync('src/widget/element/attributes.ts', 'utf8');
    const pairs = [...types.matchAll(/^ {2}'?([a-z-]+)'?: '(\w+)';$/gm)].map(([, name, field]) => `${name} ${field}`);
    expect(sorted(pairs)).toEqual(sorted(element.attributes.map(({name, fieldName}) => `${name} ${fieldName}`)));
    const [, others = ''] = /type WithoutAttribute =(.*?);/s.exec(types) ?? [];
    const withoutAttribute = writable.filter((name) => element.attributes.every(({fieldName}) => fieldName !== name));
    expect(sorted([...others.matchAll(/'(\w+)'/g)].map(([, name = '']) => name))).toEqual(withoutAttribute);
  });

  it('has the events that there are classes for', () => {
    expect(namesOf(element.events)).toEqual(inSources(/super\('(monime-[a-z]+)'/g));
  });

  it('has the events that the React component listens to', () => {
    expect(namesOf(element.events)).toEqual(inSources(/^ {2}on\w+: '(monime-[a-z]+)',/gm));
  });

  it('has the slots that are drawn', () => {
    expect(namesOf(element.slots)).toEqual(inSources(/<slot\b(?:[^>]*?\bname="([a-z-]+)")?/g));
  });

  it('has the parts that are drawn', () => {
    expect(namesOf(element.cssParts)).toEqual(inSources(/\bpart(?:="|', ')([a-z -]+)["']/g));
  });

  it('has the custom properties that the styles read', () => {
    expect(namesOf(element.cssProperties)).toEqual(sorted(PUBLIC_PROPERTIES));
    expect(namesOf(element.cssProperties)).toEqual(inSources(/var\((--monime-checkout-[a-z-]+)/g));
  });
});
