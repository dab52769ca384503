import type {Browser} from 'puppeteer-core';
import {type BrowserOptions, FAST, launchBrowser, SLOW, type Speed} from './browser.ts';
import {bundle} from './bundle.ts';
import {makeCertificate} from './certificate.ts';
import type {Contestant, Measured} from './contestant.ts';
import {floors} from './contestants/floors.ts';
import {ours} from './contestants/ours.ts';
import {peers} from './contestants/peers.ts';
import {install} from './installed.ts';
import {machineOf, slowPhone} from './machine.ts';
import {type Phase, readOptions} from './options.ts';
import {bytesSection} from './phases/bytes.ts';
import {idleSection} from './phases/idle.ts';
import {intentSection} from './phases/intent.ts';
import {itemsSection} from './phases/items.ts';
import {leaksSection, measureLeaks} from './phases/leaks.ts';
import {loadSection} from './phases/load.ts';
import {manySection} from './phases/many.ts';
import {openSection} from './phases/open.ts';
import {pollingSection} from './phases/polling.ts';
import {sampleOf} from './phases/sample.ts';
import {unchangedSection} from './phases/unchanged.ts';
import type {Section} from './report.ts';
import {measureRounds} from './rounds.ts';
import {startServers} from './servers.ts';
import {fullText} from './texts.ts';
import {writeDocuments} from './write.ts';

/** What the others are compared with is measured in any case. */
const BASES = new Set(['empty', 'plain', 'plain-given']);

/** Measures the widget beside plain DOM code and other checkouts, and prints what it finds as Markdown. */
const {runs, only, phases, write} = readOptions(process.argv.slice(2));
const isWanted = (name: string) => only === null || only.includes(name) || BASES.has(name);
const wants = (...some: Phase[]) => some.some((phase) => phases.includes(phase));

install();
const others = await peers(isWanted);
const all = [...(await floors()), ...(await ours()), ...others.found].filter(({name}) => isWanted(name));
const servers = await startServers(await makeCertificate(), all);
const script = await bundle('test/bench/page/bench.ts');
const counting = [script, await bundle('test/bench/page/timers.ts')];

function taking(part: Measured): Contestant[] {
  return all.filter(({measured}) => measured.includes(part));
}

async function withBrowser<T>(options: BrowserOptions, work: (browser: Browser) => Promise<T>): Promise<T> {
  const browser = await launchBrowser(servers.rules, options);
  try {
    return await work(browser);
  } finally {
    await browser.close();
  }
}

const machine = await withBrowser({}, machineOf);
const sections: Section[] = [];

if (wants('bytes', 'load', 'open')) {
  const list = taking('load');
  const samples = (title: string, speed: Speed) =>
    withBrowser({isOneProcess: speed.network !== null}, (browser) =>
      measureRounds(title, runs, list, (contestant) => sampleOf(browser, speed, script, contestant)),
    );
  const fast = await samples('load', FAST);
  if (wants('bytes')) sections.push(bytesSection(fast, list));
  if (wants('load', 'open')) {
    const slow = await samples('load, slow phone', SLOW);
    if (wants('load')) sections.push(loadSection(fast, slow, list));
    if (wants('open')) {
      sections.push(openSection(fast, slow, list));
      const fresh = <T>(work: (browser: Browser) => Promise<T>) => withBrowser({isOneProcess: true}, work);
      sections.push(await intentSection(fresh, script, runs, taking('intent')));
    }
  }
}
if (wants('items')) {
  const list = taking('items');
  const given = list.find(({kind}) => kind === 'ours');
  const asking = taking('many').find(({kind}) => kind === 'ours');
  sections.push(await withBrowser({}, (browser) => itemsSection(browser, script, runs, list)));
  if (given && asking)
    sections.push(await withBrowser({}, (browser) => unchangedSection(browser, script, given, asking)));
}
if (wants('many')) {
  const list = taking('many');
  sections.push(await withBrowser({isOneProcess: true}, (browser) => manySection(browser, counting, runs, list)));
  const own = list.find(({kind}) => kind === 'ours');
  if (own) sections.push(await withBrowser({isOneProcess: true}, (browser) => pollingSection(browser, counting, own)));
}
if (wants('leaks')) {
  const list = taking('leaks');
  const leaks = (compiles: boolean, some: Contestant[]) =>
    withBrowser({compiles}, (browser) => measureLeaks(browser, counting, some));
  // Without compiled code all is several times slower.
  const own = list.filter(({kind}) => kind !== 'peer');
  sections.push(leaksSection(await leaks(false, own), await leaks(true, list), list));
}
if (wants('idle')) sections.push(await withBrowser({}, (browser) => idleSection(browser, counting, taking('idle'))));

const phone = wants('load', 'open', 'many') ? await withBrowser({isOneProcess: true}, slowPhone) : null;
await servers.close();

const text = fullText({sections, runs, missing: others.missing, machine, slowPhone: phone});
console.log(text);
if (write) await writeDocuments(text);
