import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import * as z from 'zod/mini';
import {CreateRequest, Created, ErrorBody, Returned} from '../src/core/contract/messages.ts';
import {LineItem, Session} from '../src/core/contract/session.ts';
import {PATHS} from './contract-paths.ts';

type Json = Record<string, unknown>;

/** The schemas by their name in the OpenAPI document. */
const SCHEMAS = {Session, LineItem, CreateRequest, Created, Returned, Error: ErrorBody};

/** The schemas that are files of their own, by file name. */
const FILES = {session: Session, error: ErrorBody};

const Version = z.object({version: z.string()});

/** Readers know `date-time`; its pattern has 300 characters. */
function dropTimePattern({jsonSchema}: {jsonSchema: {format?: string; pattern?: string}}): void {
  if (jsonSchema.format === 'date-time') delete jsonSchema.pattern;
}

const OPTIONS = {io: 'input', override: dropTimePattern} as const;

/** The schemas as JSON Schema 2020-12, by file name. */
export function jsonSchemas(): Record<string, Json> {
  return Object.fromEntries(
    Object.entries(FILES).map(([name, schema]) => [`${name}.schema.json`, z.toJSONSchema(schema, OPTIONS)]),
  );
}

function componentSchemas(): Json {
  const registry = z.registry<{id: string}>();
  for (const [id, schema] of Object.entries(SCHEMAS)) registry.add(schema, {id});
  const {schemas} = z.toJSONSchema(registry, {...OPTIONS, uri: (id) => `#/components/schemas/${id}`});
  return Object.fromEntries(Object.entries(schemas).map(([name, {$schema: _, $id: __, ...schema}]) => [name, schema]));
}

/** The contract of a checkout endpoint as an OpenAPI 3.1 document. */
export function openApi(): Json {
  const {version} = z.parse(Version, JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')));
  return {
    openapi: '3.1.0',
    info: {
      title: 'Checkout endpoint of monime-checkout',
      version,
      summary: 'What <monime-checkout> asks of its endpoint, and what providers and returning customers send to it.',
      description:
        'Only `GET /sessions/{id}` is required. docs/endpoint.md of the package says what each route is needed for.',
      license: {name: 'MIT', identifier: 'MIT'},
    },
    servers: [{url: '/checkout', description: 'The value of the attribute `endpoint`; any path.'}],
    paths: PATHS,
    components: {
      schemas: {
        ...componentSchemas(),
        ProviderSession: {
          type: 'object',
          not: {required: ['provider']},
          description:
            "The provider's own JSON, unchanged: Monime's or PayMongo's session, with or without its envelope.",
        },
      },
    },
  };
}

/** Writes the contract into `contract` of the folder. */
export function writeContract(dist: string): void {
  mkdirSync(join(dist, 'contract'), {recursive: true});
  for (const [name, json] of Object.entries({'openapi.json': openApi(), ...jsonSchemas()})) {
    writeFileSync(join(dist, 'contract', name), `${JSON.stringify(json, null, 2)}\n`);
  }
}
