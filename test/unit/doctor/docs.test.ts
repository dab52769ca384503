import {readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {readDoctorArguments} from '../../../src/doctor/arguments.ts';
import {examine} from '../../../src/doctor/examine.ts';
import {FINDINGS} from '../../../src/doctor/findings.ts';
import {formatReport} from '../../../src/doctor/format-report.ts';
import {sectionsOf} from '../docs/sections.ts';
import {startMonime} from './endpoint.ts';
import {instead} from './mistakes.ts';

const page = readFileSync(new URL('../../../docs/doctor.md', import.meta.url), 'utf8');
const sections = sectionsOf(page, 3);
const commands = [...page.matchAll(/^npx monime-checkout doctor (.*)$/gm)].map(([, text = '']) => text);

/** The words, without the marks of code and links. */
function words(markdown: string): string {
  return markdown
    .replace(/\[([^\]]+)\]\([^)]+\)/g, '$1')
    .replace(/[`\\]/g, '')
    .replace(/\s+/g, ' ');
}

describe('docs/doctor.md', () => {
  it('has a section for each finding, and no other', () => {
    expect([...sections.keys()].sort()).toEqual(Object.keys(FINDINGS).sort());
  });

  it.each(Object.entries(FINDINGS))('says of %s what the doctor says', (code, {level, title, why, fix}) => {
    const text = words(sections.get(code) ?? '');
    expect(text).toContain(`${level === 'error' ? '✗' : '!'} **${title}.** ${why}`);
    expect(text).toContain(`**Fix:** ${fix}`);
  });

  it('shows a report as the doctor writes it', async () => {
    const {options, origin} = await startMonime(instead(/^POST \/return/, () => new Response(null, {status: 405})));
    const reports = await examine({
      ...options,
      sessionId: null,
      createBody: null,
      webhookSecret: null,
      timeoutMs: 10_000,
    });
    const report = formatReport(options.endpoint, reports, {width: 100, colour: false});
    const withoutTimes = (text = '') => text.replaceAll(/\d+ (ms|s apart)/g, '… $1');
    const [, shown] = /```text\n([^]*?)```/.exec(page) ?? [];
    expect(withoutTimes(shown)).toBe(withoutTimes(report.replaceAll(origin, 'http://localhost:3000')));
  });

  it('has commands that can be given', () => {
    expect(commands).toHaveLength(3);
    for (const command of commands) {
      const args = [...command.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '');
      expect(readDoctorArguments(args, {})).not.toBeNull();
    }
  });
});
