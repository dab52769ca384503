import {spawn} from 'node:child_process';
import {accessSync, constants, statSync} from 'node:fs';
import {homedir} from 'node:os';
import {delimiter, join} from 'node:path';
import {
  Browser,
  BrowserTag,
  ChromeReleaseChannel,
  computeSystemExecutablePath,
  detectBrowserPlatform,
  getInstalledBrowsers,
  install,
  resolveBuildId,
} from '@puppeteer/browsers';
import type {LaunchOptions} from 'puppeteer-core';

interface Engine {
  /** Environment variables that may name the executable; the first one set wins. */
  variables: string[];
  /** Names to look for on the PATH. */
  commands: string[];
  /** Full paths that installers use. */
  places: () => string[];
  /** Debian package. */
  debian: string;
  /** Which browser to download where nothing is installed. */
  download: Browser;
  advice: string;
}

const engines = {
  chromium: {
    variables: ['CHROMIUM_PATH', 'CHROME_PATH', 'PUPPETEER_EXECUTABLE_PATH'],
    commands: ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge'],
    places: () => [
      ...systemChrome(),
      ...macApps('Chromium', 'Microsoft Edge'),
      ...windowsApps('Microsoft\\Edge\\Application\\msedge.exe'),
    ],
    debian: 'chromium',
    download: Browser.CHROME,
    advice: 'Install Chromium, Chrome or Edge, or set CHROMIUM_PATH to the executable of one',
  },
} satisfies Record<string, Engine>;

const isRoot = process.getuid?.() === 0;
const installLimit = 600_000;
const downloadLimit = 300_000;
const cacheDir = process.env['PUPPETEER_CACHE_DIR'] ?? join(homedir(), '.cache', 'puppeteer');

/**
 * Path of a Chromium, Chrome or Edge; installs one where there is none.
 * @throws {Error} with one line of advice, where none can be had
 */
export const chromium = (): Promise<string> => find(engines.chromium);

/** How the tests start Chromium: as its user does, popup blocker included, without calls home. */
export async function chromiumOptions(): Promise<LaunchOptions> {
  return {
    browser: 'chrome',
    executablePath: await chromium(),
    headless: true,
    args: [
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-gpu',
      '--disable-quic',
      '--disable-sync',
      '--no-first-run',
      ...(isRoot ? ['--no-sandbox'] : []),
    ],
    ignoreDefaultArgs: ['--disable-popup-blocking'],
  };
}

async function find(engine: Engine): Promise<string> {
  return named(engine) ?? (await installed(engine)) ?? (await obtain(engine));
}

function named({variables}: Engine): string | undefined {
  const variable = variables.find((name) => process.env[name]);
  if (!variable) return;
  const path = process.env[variable] ?? '';
  if (!executable(path)) throw new Error(`${variable} is ${path}, which is no executable file.`);
  return path;
}

async function installed({commands, places, download}: Engine): Promise<string | undefined> {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  const onPath = commands.flatMap((command) => folders.map((folder) => join(folder, command)));
  const downloaded = (await getInstalledBrowsers({cacheDir})).filter(({browser}) => browser === download);
  return [...onPath, ...places(), ...downloaded.map(({executablePath}) => executablePath)].find(executable);
}

async function obtain(engine: Engine): Promise<string> {
  const apt = isRoot && executable('/usr/bin/apt-get');
  const failures: string[] = [];
  const attempt = async (title: string, work: () => Promise<unknown>): Promise<string | undefined> => {
    const start = performance.now();
    process.stderr.write(`No browser found. ${title} … `);
    const failure = await work().then(
      () => undefined,
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );
    const path = await installed(engine);
    process.stderr.write(`${path ? 'done' : 'failed'} after ${Math.round((performance.now() - start) / 1000)} s\n`);
    if (!path) failures.push(`${title}: ${failure ?? 'no browser found afterwards'}`);
    return path;
  };
  const path =
    (apt && (await attempt(`apt-get install ${engine.debian}`, () => aptInstall(engine.debian)))) ||
    (await attempt(`Downloading ${engine.download}`, () => download(engine.download, apt)));
  if (path) return path;
  throw new Error(`No browser to test in. ${engine.advice}. (${failures.join('; ').replace(/\s+/g, ' ')})`);
}

async function aptInstall(name: string): Promise<void> {
  const signal = AbortSignal.timeout(installLimit);
  const options = [
    '-qq',
    '-o',
    'DPkg::Lock::Timeout=120',
    '-o',
    'Acquire::http::Timeout=30',
    '-o',
    'Acquire::Retries=2',
  ];
  await run('apt-get', [...options, 'update'], signal);
  await run('apt-get', [...options, 'install', '--yes', '--no-install-recommends', name], signal);
}

function run(command: string, args: string[], signal: AbortSignal): Promise<void> {
  const child = spawn(command, args, {
    signal,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: {...process.env, DEBIAN_FRONTEND: 'noninteractive'},
  });
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors = (errors + text).slice(-500)));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(errors.trim() || `exit code ${code}`))));
  });
}

async function download(browser: Browser, installDeps: boolean): Promise<void> {
  const limit = AbortSignal.timeout(downloadLimit);
  await Promise.race([
    fetchStable(browser, installDeps),
    new Promise((_, reject) => limit.addEventListener('abort', () => reject(limit.reason))),
  ]);
}

async function fetchStable(browser: Browser, installDeps: boolean): Promise<void> {
  const platform = detectBrowserPlatform();
  if (!platform) throw new Error(`no build for ${process.platform}`);
  await install({browser, cacheDir, installDeps, buildId: await resolveBuildId(browser, platform, BrowserTag.STABLE)});
}

function executable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

function systemChrome(): string[] {
  try {
    return [computeSystemExecutablePath({browser: Browser.CHROME, channel: ChromeReleaseChannel.STABLE})];
  } catch {
    return [];
  }
}

const macApps = (...names: string[]): string[] =>
  process.platform === 'darwin'
    ? names.flatMap((name) =>
        ['/', homedir()].map((root) => join(root, `Applications/${name}.app/Contents/MacOS/${name}`)),
      )
    : [];

const windowsApps = (...suffixes: string[]): string[] =>
  ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA']
    .flatMap((name) => process.env[name] ?? [])
    .flatMap((root) => suffixes.map((suffix) => join(root, suffix)));
