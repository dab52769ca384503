import {readFileSync} from 'node:fs';
import * as z from 'zod/mini';

const Described = z.object({name: z.string(), description: z.string().check(z.minLength(1))});
const Things = z._default(z.array(Described), []);
const Type = z.optional(z.object({text: z.string()}));

const Element = z.object({
  tagName: z.literal('monime-checkout'),
  attributes: z.array(z.extend(Described, {fieldName: z.string(), type: Type, default: z.optional(z.string())})),
  members: z.array(
    z.object({
      kind: z.enum(['field', 'method']),
      name: z.string(),
      description: z.optional(z.string()),
      type: Type,
      default: z.optional(z.string()),
      readonly: z.optional(z.boolean()),
    }),
  ),
  events: z.array(z.extend(Described, {type: Type})),
  slots: Things,
  cssParts: Things,
  cssProperties: Things,
  cssStates: Things,
});

/** What the built package says of its element. */
export type Manifest = z.output<typeof Element>;

const File = z.object({modules: z.tuple([z.object({declarations: z.tuple([Element])})])});

/** Reads the manifest of the built package. */
export function readManifest(): Manifest {
  const file = new URL('../dist/custom-elements.json', import.meta.url);
  const [{declarations}] = z.parse(File, JSON.parse(readFileSync(file, 'utf8'))).modules;
  return declarations[0];
}
