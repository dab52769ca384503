import {describe, expect, it} from 'vitest';
import {examine} from '../../../src/doctor/examine.ts';
import {FINDINGS} from '../../../src/doctor/findings.ts';
import {freePort} from '../../server/free-port.ts';
import {codesOf, findingsIn, type Mistake, PAGE, startEndpoint, startMonime} from './endpoint.ts';
import {changed, instead, session} from './mistakes.ts';
import {PLANTED} from './planted.ts';
import {PAYMONGO_ORDER} from '../server/shop.ts';
import {PAYMONGO_SECRET, paymongoWith} from '../server/signing.ts';

describe('the doctor', () => {
  it.each([null, PAGE])('finds nothing in a right endpoint (page on %s)', async (page) => {
    const {options, asked} = await startMonime();
    const looked = await examine({...options, ...(page && {origin: page})});
    expect(looked.filter(({findings, skipped}) => findings.length > 0 || skipped !== null)).toEqual([]);
    expect(looked).toHaveLength(15);
    expect(asked.length).toBeLessThan(36);
  });

  it("finds nothing in PayMongo's right endpoint", async () => {
    const {options} = await startEndpoint(null, paymongoWith, PAYMONGO_ORDER);
    // Webhooks about one session are spaced by a second, so the usual limit of the tests is too short here.
    const looked = await examine({...options, webhookSecret: PAYMONGO_SECRET, timeoutMs: 5000});
    expect(looked.filter(({findings, skipped}) => findings.length > 0 || skipped !== null)).toEqual([]);
  });

  it('asks for no session unasked, and says what it did not look at', async () => {
    const {options, asked} = await startMonime();
    const looked = await examine({...options, sessionId: null, createBody: null, webhookSecret: null});
    expect(findingsIn(looked)).toEqual([]);
    expect(asked).not.toContain('POST /checkout/sessions');
    const skipped = looked
      .filter(({skipped}) => skipped !== null)
      .map(({skipped}) => skipped?.match(/--\w+|MONIME_\w+/)?.[0]);
    expect(new Set(skipped)).toEqual(new Set(['--create', '--session', 'MONIME_CHECKOUT_WEBHOOK_SECRET']));
  });

  it('looks at the session that it was allowed to create', async () => {
    const {options} = await startMonime();
    const looked = await examine({...options, sessionId: null});
    expect(looked.filter(({findings, skipped}) => findings.length > 0 || skipped !== null)).toEqual([]);
  });

  it.each(PLANTED)('finds %s, and nothing else, where %s', async (code, _, mistake, origin) => {
    expect(await codesOf(mistake, origin === undefined ? {} : {origin})).toEqual([code]);
  });

  it.each([
    [['not_https', 'dns'], 'http://shop.invalid/checkout'],
    [['unreachable'], 'http://127.0.0.1:{closed}/checkout'],
  ])('finds %j at %s', async (codes, address) => {
    const {options} = await startMonime();
    const base = address.replace('{closed}', String(await freePort()));
    expect(findingsIn(await examine({...options, endpoint: base})).map(({code}) => code)).toEqual(codes);
  });

  it('finds tls where the port does not speak it', async () => {
    const {options} = await startMonime();
    const looked = await examine({...options, endpoint: options.endpoint.replace('http:', 'https:')});
    expect(findingsIn(looked).map(({code}) => code)).toEqual(['tls']);
  });

  it('is seen finding whatever it can find', () => {
    const seen = new Set([...PLANTED.map(([code]) => code), 'not_https', 'dns', 'tls', 'unreachable']);
    expect([...seen].sort()).toEqual(Object.keys(FINDINGS).sort());
  });

  it('asks for unknown sessions of both providers where it is told of none', async () => {
    const failing = instead(/^GET \/sessions\/cs_/, () => new Response(null, {status: 500}));
    expect(await codesOf(failing, {sessionId: null, createBody: null})).toEqual(['unknown_id_fails']);
  });

  it.each([
    ['completed', 'the order is paid: name an unpaid one', []],
    ['open', undefined, ['create_fails']],
  ])('notes of a refused order whose session is %s: %s', async (status, note, codes) => {
    const {options} = await startMonime(
      changed(/^POST \/sessions/, (answer) =>
        answer.ok ? Response.json({error: completedError(status)}, {status: 409, headers: answer.headers}) : answer,
      ),
    );
    const reports = await examine(options);
    expect(findingsIn(reports).map(({code}) => code)).toEqual(codes);
    expect(reports.find(({name}) => name.endsWith('can create sessions'))?.note ?? undefined).toBe(note);
  });

  it('waits as long as it is asked to', async () => {
    let refused = 0;
    const once: Mistake = (request, right) =>
      request.url.includes('/sessions/scs-') && refused++ === 0
        ? new Response(null, {status: 429, headers: {'Retry-After': '1'}})
        : right(request);
    const started = performance.now();
    expect(await codesOf(once)).toEqual([]);
    expect(performance.now() - started).toBeGreaterThan(950);
  });

  it('repeats no secret', async () => {
    const {options} = await startMonime(
      session((json) => ({...json, metadata: {note: 'the key is mon_live_a1b2c3d4'}})),
    );
    const text = JSON.stringify(await examine(options));
    expect(text).toContain('metadata.note (mon_…)');
    expect(text).not.toContain('a1b2c3d4');
    expect(text).not.toContain(options.webhookSecret);
  });
});

function completedError(status: string) {
  const paid = {id: 'scs-paid', provider: 'monime', status, lineItems: []};
  return {code: 'order_completed', message: 'This order has been paid.', session: paid};
}
