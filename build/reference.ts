import {writeFile} from 'node:fs/promises';
import {fileURLToPath} from 'node:url';
import {format, resolveConfig} from 'prettier';
import {type Manifest, readManifest} from './manifest.ts';

export const REFERENCE = fileURLToPath(new URL('../docs/reference.md', import.meta.url));

/** A cell of a table: on one line, with its pipes escaped. */
function cell(text = ''): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll('|', '\\|');
}

/** A word of code; empty if there is none. */
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

/** Returns the page about the element's public API, from the built package's manifest. */
export async function reference(manifest = readManifest()): Promise<string> {
  const page = `<!-- Written by npm run docs:reference from the doc comments in src/widget/element/monime-checkout.ts. -->

# Reference

The public API of \`<monime-checkout>\`. Tools read it from \`monime-checkout/custom-elements.json\`, VS Code from
\`dist/vscode.html-custom-data.json\`.

## Attributes

The element shows the session of \`session-id\`, else of \`client-key\`, else the one that \`resume\` finds, else that of the
property \`session\`. Without a session, \`createSession\` creates one on the click. If an attribute names another id than
\`session\` has, \`session\` is not shown.

${attributes(manifest)}

## Properties without an attribute

${properties(manifest)}

## Methods

${methods(manifest)}

In browsers with invoker commands, a button with \`commandfor\` and \`command="--open"\` or \`command="--close"\` calls
\`open()\` or \`close()\` without a script.

## Events

All events bubble and cross shadow roots. [Events](events.md) describes their data, the effects of \`preventDefault()\`, and
their order.

${events(manifest)}

## Slots

${things('slot', manifest.slots)}

## Parts

Style them with \`monime-checkout::part(…)\`, in the dialog with \`.monime-checkout-dialog::part(…)\`.

${things('part', manifest.cssParts)}

## Custom properties

Set them on the element or an ancestor; the dialog uses them too. Your value overrides the session's branding, which overrides
the default.

${things('custom property', manifest.cssProperties)}

## States

Style them with \`monime-checkout:state(…)\`. Chrome before 125 uses \`:--loading\` instead of \`:state(loading)\`, and Firefox
before 126 has no states.

${things('state', manifest.cssStates)}
`;
  return format(page, {...(await resolveConfig(REFERENCE)), parser: 'markdown'});
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await writeFile(REFERENCE, await reference());
