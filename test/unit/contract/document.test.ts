import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import * as z from 'zod/mini';
import {PATHS} from '../../../build/contract-paths.ts';
import {ErrorBody} from '../../../src/core/contract/messages.ts';
import {LineItem, Session} from '../../../src/core/contract/session.ts';
import {fencesOf, ROOT} from '../../tools/fences.ts';

const file = 'docs/endpoint.md';
const text = readFileSync(join(ROOT, file), 'utf8');
const examples = fencesOf(file)
  .filter(({language}) => language === 'json')
  .map(({code}): unknown => JSON.parse(code));

describe('docs/endpoint.md', () => {
  it('has examples that fit the schemas', () => {
    const [session, error, ...others] = examples;
    expect(z.parse(Session, session)).toEqual(session);
    expect(z.parse(ErrorBody, error)).toEqual(error);
    expect(others).toEqual([]);
  });

  it('names every route and every field', () => {
    const routes = Object.keys(PATHS).map((path) =>
      path.replace('{reference}', '{ref}').replace(/^\/return\/.*|^\/return\.css/, '/return.js'),
    );
    const missing = [...routes, ...Object.keys(Session.shape), ...Object.keys(LineItem.shape)].filter(
      (name) => !text.includes(name),
    );
    expect(missing).toEqual([]);
  });

  it('says which fields of a session are required', () => {
    const required = Object.entries(Session.shape).filter(([, field]) => !z.safeParse(field, undefined).success);
    const rows = [...text.matchAll(/^\| `(\w+)`\s*\| yes /gm)].map(([, name]) => name);
    expect(rows.sort()).toEqual(required.map(([name]) => name).sort());
  });

  it('has the words of statuses as the widget reads them', () => {
    for (const word of Session.shape.status.options) expect(text).toContain(`| \`${word}\` `);
  });
});
