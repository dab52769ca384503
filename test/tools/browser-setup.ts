import {chromium} from './browser.ts';

/** Vitest's global set-up: an installation must not eat into the time limit of a test. */
export default async function setup(): Promise<void> {
  process.env['CHROMIUM_PATH'] = await chromium();
}
