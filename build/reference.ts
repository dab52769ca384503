import {writeFile} from 'node:fs/promises';
import {fileURLToPath} from 'node:url';
import {format, resolveConfig} from 'prettier';
import {type Manifest, readManifest} from './manifest.ts';

export const REFERENCE = fileURLToPath(new URL('../docs/reference.md', import.meta.url));

/** A cell of a table: on one line, its pipes no ends of cells. */
function cell(text = ''): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll('|', '\\|');
}

/** A word of code; null where there is none. */
function code(word: string | undefined): string {
  return word === undefined ? '' : `\`${cell(word)}\``;
}

function table(titles: readonly string[], rows: readonly (readonly string[])[]): string {
  return [titles, titles.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

/** Things that have a name and a description, and nothing else. */
function things(title: string, list: Manifest['slots']): string {
  return table(
    [title, ''],
    list.map(({name, description}) => [name === '' ? '(default)' : code(name), cell(description)]),
  );
}

function attributes({attributes, members}: Manifest): string {
  const rows = attributes.map(({name, fieldName, description, type}) => {
    const field = members.find((member) => member.name === fieldName);
    return [code(name), code(fieldName), code(type?.text), code(field?.default), cell(description)];
  });
  return table(['attribute', 'property', 'type', 'default', ''], rows);
}

function properties({attributes, members}: Manifest): string {
  const reflected = new Set(attributes.map(({fieldName}) => fieldName));
  const rows = members
    .filter(({kind, name}) => kind === 'field' && !reflected.has(name))
    .map(({name, type, readonly, description}) => [
      code(name),
      code(type?.text),
      readonly ? 'read-only' : '',
      cell(description),
    ]);
  return table(['property', 'type', '', ''], rows);
}

function methods({members}: Manifest): string {
  const rows = members
    .filter(({kind}) => kind === 'method')
    .map(({name, description}) => [code(`${name}()`), cell(description)]);
  return table(['method', ''], rows);
}

function events({events}: Manifest): string {
  const rows = events.map(({name, type, description}) => [code(name), code(type?.text), cell(description)]);
  return table(['event', 'class', ''], rows);
}

/** The page with everything that the element has, as the built package's manifest says it. */
export async function reference(manifest = readManifest()): Promise<string> {
  const page = `<!-- Written by npm run docs:reference from the doc comments in src/widget/element/monime-checkout.ts. -->

# Reference

Everything that \`<monime-checkout>\` has. Tools read the same in \`monime-checkout/custom-elements.json\`, VS Code in
\`dist/vscode.html-custom-data.json\`.

## Attributes

Which session is shown: that of \`session-id\`, else of \`client-key\`, else the one that \`resume\` finds, else that of the
property \`session\`. Where there is none, \`createSession\` makes one on the click. A \`session\` with another id than the one
that is named is not drawn.

${attributes(manifest)}

## Properties without an attribute

${properties(manifest)}

## Methods

${methods(manifest)}

Where the browser has invoker commands, a button with \`commandfor\` and \`command="--open"\` or \`command="--close"\` does
the same without a script.

## Events

All bubble and leave shadow roots. [Events](events.md) has what each carries, what \`preventDefault()\` does, and in which
order they come.

${events(manifest)}

## Slots

${things('slot', manifest.slots)}

## Parts

Styled with \`monime-checkout::part(…)\`, or, where it stands in the dialog, \`.monime-checkout-dialog::part(…)\`.

${things('part', manifest.cssParts)}

## Custom properties

Set on the element or around it; the dialog takes them over. Your value beats the session's branding, which beats the
default.

${things('custom property', manifest.cssProperties)}

## States

Styled with \`monime-checkout:state(…)\`. Chrome before 125 writes \`:--loading\` instead of \`:state(loading)\`, Firefox before
126 has none.

${things('state', manifest.cssStates)}
`;
  return format(page, {...(await resolveConfig(REFERENCE)), parser: 'markdown'});
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await writeFile(REFERENCE, await reference());
