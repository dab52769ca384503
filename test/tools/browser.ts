import {Browser, ChromeReleaseChannel, computeSystemExecutablePath, getInstalledBrowsers} from '@puppeteer/browsers';
import type {LaunchOptions} from 'puppeteer-core';
import {findExecutable, libraryPrograms, macApps, windowsApps} from './executables.ts';
import {aptInstall, cacheDir, canApt, download, isRoot, reporting} from './install.ts';

/** What WebKitGTK is tested with: its driver, its smallest browser, and a display for that. */
export interface WebKit {
  driver: string;
  browser: string;
  display: string;
}

/** Debian packages. */
const packages = {Chromium: ['chromium'], Firefox: ['firefox-esr'], WebKit: ['webkit2gtk-driver', 'xvfb']};

/**
 * Path of a Chromium, Chrome or Edge; installs one where there is none.
 * @throws {Error} with one line of advice, where none can be had
 */
export async function chromium(): Promise<string> {
  const installed = await findChromium();
  if (installed) return installed;
  const ways = [
    ...(canApt ? [{title: aptCommand('Chromium'), work: () => aptInstall(packages.Chromium)}] : []),
    {title: 'Downloading Chrome', work: () => download(Browser.CHROME)},
  ];
  const failures: string[] = [];
  for (const {title, work} of ways) {
    const failure = await reporting(`No browser found. ${title}`, work());
    const path = await findChromium();
    if (path) return path;
    failures.push(`${title}: ${failure ?? 'no browser found afterwards'}`);
  }
  throw new Error(
    `No browser to test in. Install Chromium, Chrome or Edge, or set CHROMIUM_PATH to the executable of one. (${failures.join('; ')})`,
  );
}

/** Two pages of the browser's own for each window, and processes kept in reserve: a third of the work, for nothing. */
export const UNUSED_FEATURES = 'WebUIOmniboxPopup,WebUIOmniboxAimPopup,SpareRendererForSitePerProcess';

/** How the tests start Chromium: as its user does, popup blocker included, without calls home. */
export async function chromiumOptions(): Promise<LaunchOptions> {
  return {
    browser: 'chrome',
    executablePath: await chromium(),
    headless: true,
    args: [
      '--disable-background-networking',
      '--disable-component-update',
      `--disable-features=${UNUSED_FEATURES}`,
      '--disable-gpu',
      '--disable-quic',
      '--disable-sync',
      '--no-first-run',
      ...(isRoot ? ['--no-sandbox'] : []),
    ],
    ignoreDefaultArgs: ['--disable-popup-blocking'],
  };
}

/**
 * Path of a Firefox, or undefined where there is none.
 * @param install whether to install it first where it is missing and Debian's packages can be had
 * @throws {Error} where the installation failed
 */
export const firefox = (install: boolean): Promise<string | undefined> => find('Firefox', findFirefox, install);

/** How the tests start Firefox: as its user does, popup blocker included. */
export const firefoxOptions = (executablePath: string): LaunchOptions => ({
  browser: 'firefox',
  executablePath,
  headless: true,
  extraPrefsFirefox: {'dom.disable_open_during_load': true},
});

/**
 * Paths of what WebKitGTK is tested with, or undefined where any of it is missing.
 * @param install whether to install it first where it is missing and Debian's packages can be had
 * @throws {Error} where the installation failed
 */
export const webkit = (install: boolean): Promise<WebKit | undefined> => find('WebKit', findWebKit, install);

/** The command that installs a browser on Debian. */
export const aptCommand = (name: keyof typeof packages): string => `apt-get install ${packages[name].join(' ')}`;

async function find<Paths>(
  name: keyof typeof packages,
  look: () => Promise<Paths | undefined>,
  install: boolean,
): Promise<Paths | undefined> {
  const paths = await look();
  if (paths !== undefined || !install || !canApt) return paths;
  const failure = await reporting(aptCommand(name), aptInstall(packages[name]));
  const installed = await look();
  if (installed === undefined) throw new Error(`${aptCommand(name)}: ${failure ?? 'not found afterwards'}`);
  return installed;
}

async function findChromium(): Promise<string | undefined> {
  return findExecutable({
    variables: ['CHROMIUM_PATH', 'CHROME_PATH', 'PUPPETEER_EXECUTABLE_PATH'],
    commands: ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge'],
    places: [
      ...systemChrome(),
      ...macApps('Chromium'),
      ...macApps('Microsoft Edge'),
      ...windowsApps('Microsoft\\Edge\\Application\\msedge.exe'),
      ...(await downloaded(Browser.CHROME)),
    ],
  });
}

async function findFirefox(): Promise<string | undefined> {
  return findExecutable({
    variables: ['FIREFOX_PATH'],
    commands: ['firefox-esr', 'firefox'],
    places: [
      ...macApps('Firefox', 'firefox'),
      ...windowsApps('Mozilla Firefox\\firefox.exe'),
      ...(await downloaded(Browser.FIREFOX)),
    ],
  });
}

async function findWebKit(): Promise<WebKit | undefined> {
  const driver = findExecutable({variables: ['WEBKIT_DRIVER_PATH'], commands: ['WebKitWebDriver'], places: []});
  const browser = findExecutable({
    variables: ['MINIBROWSER_PATH'],
    commands: [],
    places: libraryPrograms('webkit2gtk-4.1/MiniBrowser'),
  });
  const display = findExecutable({variables: [], commands: ['Xvfb'], places: []});
  return driver && browser && display ? {driver, browser, display} : undefined;
}

async function downloaded(browser: Browser): Promise<string[]> {
  const all = await getInstalledBrowsers({cacheDir});
  return all.flatMap((found) => (found.browser === browser ? found.executablePath : []));
}

function systemChrome(): string[] {
  try {
    return [computeSystemExecutablePath({browser: Browser.CHROME, channel: ChromeReleaseChannel.STABLE})];
  } catch {
    return [];
  }
}
