import {execFile} from 'node:child_process';
import {promisify} from 'node:util';
import {bundle} from './bundle.ts';
import type {FloodReport} from './flood.ts';

/**
 * Lets strangers create sessions in a process of its own.
 * @param folder for the program
 * @param strangers a multiple of 3
 */
export async function runFlood(folder: string, strangers: number): Promise<FloodReport> {
  const program = await bundle('flood', folder);
  const {stdout} = await promisify(execFile)(process.execPath, ['--expose-gc', program, String(strangers)]);
  const report: FloodReport = JSON.parse(stdout);
  return report;
}
