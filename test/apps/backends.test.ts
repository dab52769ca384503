import Database from 'better-sqlite3';
import {describe, expect, it} from 'vitest';
import {examine} from '../../src/doctor/examine.ts';
import {fencesOf} from '../tools/fences.ts';
import {findingsIn} from '../unit/doctor/endpoint.ts';
import {BACKEND_MISTAKES} from './backend-mistakes.ts';
import {type Backend, CREATE_BODY, LANGUAGES, startBackend} from './backend.ts';
import {isInstalled} from './project.ts';

/** Posts what a page of the shop sends to create a session. */
function post({origin}: Backend, body: string): Promise<Response> {
  const headers = {Origin: origin, 'Content-Type': 'application/json'};
  return fetch(`${origin}/checkout/sessions`, {method: 'POST', headers, body});
}

/** Has the shop create the session of its order, as its page does. */
async function create(
  backend: Backend,
  renew: string | null = null,
): Promise<{status: number; id: string | undefined}> {
  const body = renew === null ? CREATE_BODY : JSON.stringify({...JSON.parse(CREATE_BODY), renew});
  const answer = await post(backend, body);
  const {id}: {id?: string} = await answer.json();
  return {status: answer.status, id};
}

function changePrice({database}: Backend): void {
  const shop = new Database(database);
  shop.exec("UPDATE orders SET items = replace(items, '2550', '1999')");
  shop.close();
}

/** Whether the session can no longer be paid: Monime forgets it, PayMongo ends it. */
const hasEnded = async ({provider}: Backend, id: string | undefined) =>
  ['expired', undefined].includes((await provider.statuses())[String(id)]);

const statusOf = async ({origin}: Backend, id: string | undefined) => {
  const {status}: {status: string} = await (await fetch(`${origin}/checkout/sessions/${id}`)).json();
  return status;
};

/** What the shop says about orders. */
const news = ({said}: Backend) => said.filter((line) => /^(Ship|Refund|Look)/.test(line));

const keysIn = ({provider}: Backend) =>
  provider.received
    .filter(({method, path}) => method === 'POST' && !path.endsWith('/expire'))
    .map(({headers}) => headers['idempotency-key']);

/** The answers that the quick start for other languages shows: a session, a refusal, the session of a return. */
const shown: Record<string, unknown>[] = fencesOf('docs/quick-start/your-own-backend.md')
  .filter((fence) => fence.language === 'json')
  .map(({code}) => JSON.parse(code));

for (const language of LANGUAGES) {
  const why = isInstalled(language.program) ? '' : ` (skipped: ${language.program} is not installed)`;

  describe.skipIf(why)(`the ${language.name} example${why}`, () => {
    it('has nothing to mend by the doctor', async () => {
      const {options} = await startBackend(language);
      const reports = await examine(options);
      expect(reports.filter(({findings, skipped}) => findings.length > 0 || skipped !== null)).toEqual([]);
    });

    it.each(BACKEND_MISTAKES[language.name])('is found out where %s: %s', async (_, code, ...changes) => {
      const {options} = await startBackend(language, changes);
      expect(findingsIn(await examine(options)).map((finding) => finding.code)).toContain(code);
    });

    it.runIf(language.provider === 'monime')('answers as docs/quick-start/your-own-backend.md shows', async () => {
      const backend = await startBackend(language);
      const {id} = await create(backend);
      const bodies = backend.provider.received.map(({body}) => body).join();
      const [, ref = ''] = /[?&]ref=([0-9a-f]{64})/.exec(bodies) ?? [];
      const paths = [`sessions/${id}`, 'sessions/scs-other', `returns/${ref}`];
      const answers = await Promise.all(
        paths.map(async (path) => (await fetch(`${backend.origin}/checkout/${path}`)).json()),
      );
      const text = expect.any(String);
      const [session, refusal, returned] = shown;
      expect(answers).toEqual([
        {...session, id, hostedUrl: text, expiresAt: text, serverTime: text},
        refusal,
        {...returned, id},
      ]);
    });

    it('ships an order once, however often it is read', async () => {
      const backend = await startBackend(language);
      const {id} = await create(backend);
      await backend.provider.act(String(id), 'pay');
      const answers = await Promise.all([1, 2, 3].map(() => statusOf(backend, id)));
      expect(answers).toEqual(['completed', 'completed', 'completed']);
      await expect.poll(() => news(backend)).toEqual([`Ship 1042, paid with ${id}`]);
      expect(await create(backend)).toEqual({status: 409, id: undefined});
      expect(news(backend)).toHaveLength(1);
    });

    it('ships nothing for another amount, and does not say that it is paid', async () => {
      const backend = await startBackend(language);
      const {id} = await create(backend);
      backend.provider.intercept = async (request, next) => {
        const answer = await next(request);
        const text = (await answer.text()).replaceAll(/("(?:amount|value)":)(?:5100|2550)/g, '$1100');
        return new Response(text, {status: answer.status, headers: {'Content-Type': 'application/json'}});
      };
      await backend.provider.act(String(id), 'pay');
      expect(await statusOf(backend, id)).toBe('processing');
      await expect
        .poll(() => news(backend))
        .toEqual([expect.stringMatching(/^Look at .*1042 costs \(?5100.*100.*was paid$/)]);
    });

    it('asks for a new amount with a new key, and ends the session for the earlier one', async () => {
      const backend = await startBackend(language);
      const first = await create(backend);
      changePrice(backend);
      const second = await create(backend);
      expect(second.id).not.toBe(first.id);
      expect(new Set(keysIn(backend)).size).toBe(2);
      const bodies = backend.provider.received.map(({body}) => body).filter((body) => body.includes('1999'));
      expect(bodies).toEqual([expect.stringMatching(/"(value|amount)": ?1999\b/)]);
      expect(await hasEnded(backend, first.id)).toBe(true);
    });

    it('creates no session for a new amount while the earlier one can still be paid', async () => {
      const backend = await startBackend(language);
      const {id} = await create(backend);
      changePrice(backend);
      backend.provider.intercept = (request, next) =>
        request.method === 'DELETE' || request.url.endsWith('/expire')
          ? new Response('{}', {status: 409})
          : next(request);
      const answer = await post(backend, CREATE_BODY);
      expect([answer.status, await answer.json()]).toEqual([
        409,
        {
          error: expect.objectContaining({
            code: 'order_changed',
            session: expect.objectContaining({id, status: 'open'}),
          }),
        },
      ]);
      expect(keysIn(backend)).toHaveLength(1);
    });

    it('replaces the session that `renew` names, and no other', async () => {
      const backend = await startBackend(language);
      const first = await create(backend);
      const second = await create(backend, String(first.id));
      expect(second).toEqual({status: 200, id: expect.not.stringMatching(String(first.id))});
      expect(await hasEnded(backend, first.id)).toBe(true);
      for (const other of [first.id, `${second.id}0`, '']) expect(await create(backend, other)).toEqual(second);
      expect(await hasEnded(backend, second.id)).toBe(false);
    });

    it.each([
      ['a list', 400, '[]'],
      ['no order', 400, '{}'],
      ['no JSON', 400, 'order=1042'],
      ['an unknown order', 404, '{"order": "1043"}'],
      ['a long note', 413, JSON.stringify({order: '1042', note: 'x'.repeat(65_536)})],
    ])('creates no session for a body with %s', async (_, status, body) => {
      const backend = await startBackend(language);
      const answer = await post(backend, body);
      const code = status === 404 ? 'not_found' : 'invalid_request';
      expect([answer.status, await answer.json()]).toMatchObject([status, {error: {code}}]);
      expect(keysIn(backend)).toEqual([]);
    });

    it('repeats its idempotency key after a lost answer, and changes it with the order', async () => {
      const backend = await startBackend(language);
      backend.provider.faults.push(() => new Response('', {status: 500}));
      expect((await create(backend)).status).toBe(503);
      const first = await create(backend);
      expect((await create(backend)).id).toBe(first.id);
      await backend.provider.act(String(first.id), 'expire');
      const second = await create(backend);
      expect(second).toMatchObject({status: 200});
      expect(second.id).not.toBe(first.id);
      const [lost, repeated, renewed, ...others] = keysIn(backend);
      expect(repeated).toBe(lost);
      expect(renewed).not.toBe(lost);
      expect(others).toEqual([]);
      expect(lost).toMatch(/^[0-9a-f]{64}$/);
    });
  });
}
