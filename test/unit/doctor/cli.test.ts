import {execFile} from 'node:child_process';
import {promisify} from 'node:util';
import {describe, expect, it} from 'vitest';
import {readDoctorArguments} from '../../../src/doctor/arguments.ts';
import {examine} from '../../../src/doctor/examine.ts';
import {formatReport} from '../../../src/doctor/format-report.ts';
import {builtCli} from '../../tools/build-cli.ts';
import {startMonime} from './endpoint.ts';
import {headers, instead} from './mistakes.ts';

const cli = builtCli();
const paper = {width: 90, colour: false};

async function run(...args: string[]): Promise<{code: number; stdout: string; stderr: string}> {
  const done = promisify(execFile)(process.execPath, [cli(), ...args]);
  return done.then((output) => ({code: 0, ...output})).catch((error) => error);
}

describe('monime-checkout doctor', () => {
  it('ends with 0, 1 or 2, in words and in JSON', async () => {
    const right = await startMonime();
    const wrong = await startMonime(instead(/^POST \/return/, () => new Response(null, {status: 405})));
    const [fine, ill, unsaid] = await Promise.all([
      run('doctor', right.options.endpoint, '--session', right.id),
      run('doctor', wrong.options.endpoint, '--session', wrong.id, '--json'),
      run('doctor', 'shop.example'),
    ]);
    expect(fine).toMatchObject({code: 0, stderr: ''});
    expect(fine.stdout).toContain('✓ Customers can return by POST\n');
    expect(fine.stdout).toMatch(/13 passed, 0 errors, 0 warnings, 2 skipped\.\n$/);
    expect(fine.stdout).not.toContain('\u001b');
    expect(ill.code).toBe(1);
    expect(JSON.parse(ill.stdout)).toMatchObject({url: wrong.options.endpoint, session: wrong.id, ok: false});
    expect(JSON.parse(ill.stdout).checks.flatMap(({findings}: {findings: unknown[]}) => findings)).toEqual([
      expect.objectContaining({
        code: 'return_post_refused',
        level: 'error',
        fix: expect.stringContaining('exempt them from CSRF checks'),
        see: 'monime-checkout/docs/doctor.md#return_post_refused',
      }),
    ]);
    expect(unsaid).toMatchObject({code: 2, stdout: ''});
    expect(unsaid.stderr).toContain('https://');
  });

  it('says what was seen, why it matters, what to do and where more stands', async () => {
    const {options} = await startMonime(headers(/^GET \/return\//, {'Content-Security-Policy': null}));
    const text = formatReport(options.endpoint, await examine({...options, sessionId: null, createBody: null}), paper);
    expect(text).toContain('  ! The return page has no strict content security policy (return_policy_missing)\n');
    expect(text).toMatch(/ {6}seen {2}GET .* no Content-Security-Policy\n {6}why {3}Other sites/);
    expect(text).toContain('      see   monime-checkout/docs/doctor.md#return_policy_missing\n');
    expect(text).toContain(' passed, 0 errors, 1 warning, ');
    expect(text).toMatch(/– Skipped\. To run this check, name a session: --session .*\n(.*\n)?( {6}\S.*\n){4}/);
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(paper.width);
  });

  it('marks with colours on a terminal', async () => {
    const {options} = await startMonime();
    const text = formatReport(options.endpoint, await examine(options), {...paper, colour: true});
    expect(text).toContain('  \u001b[32m✓\u001b[39m The endpoint can be reached');
  });
});

describe('readDoctorArguments', () => {
  it('reads an endpoint and its page', () => {
    const args = ['https://shop.example/checkout/', '--origin', 'https://page.example', '--session', 'scs-1'];
    expect(readDoctorArguments(args, {MONIME_CHECKOUT_WEBHOOK_SECRET: 'x'})?.options).toMatchObject({
      endpoint: 'https://shop.example/checkout',
      origin: 'https://page.example',
      sessionId: 'scs-1',
      createBody: null,
      webhookSecret: 'x',
    });
    expect(readDoctorArguments(['http://localhost:3000'], {})?.options).toMatchObject({
      endpoint: 'http://localhost:3000',
      origin: 'http://localhost:3000',
      webhookSecret: null,
    });
    expect(readDoctorArguments(['--help'], {})).toBeNull();
  });

  it.each([
    [[], 'name an endpoint'],
    [['https://a.example', 'https://b.example'], 'one endpoint'],
    [['ftp://shop.example'], 'https://'],
    [['https://me:secret@shop.example/checkout'], 'user name'],
    [['https://shop.example/checkout?a=1'], 'query'],
    [['https://shop.example', '--origin', 'https://page.example/'], '--origin'],
    [['https://shop.example', '--session', 'order-1'], '--session'],
    [['https://shop.example', '--create', 'cart'], '--create'],
    [['https://shop.example', '--colour'], "Unknown option '--colour'"],
    [['https://shop.example', '--session', 'mon_live_a1b2c3'], 'looks like a secret'],
  ])('refuses %j', (args, named) => {
    expect(() => readDoctorArguments(args, {})).toThrow(named);
    expect(() => readDoctorArguments(args, {})).not.toThrow(/a1b2c3|:secret/);
  });
});
