import {afterAll, afterEach, beforeAll} from 'vitest';
import {type Demo, startDemo} from '../../demo/start.ts';
import type {Customer} from './customer.ts';
import {letCustomersIn} from './customers.ts';
import {type Switches, turn} from './sandbox.ts';

export interface OpenShop {
  /** Address of a page, after the demo's origin. */
  url(path: string): string;
  /** What the server was told since the test began: a line for each order that was paid. */
  log: string[];
  enter(): Promise<Customer>;
}

/** Opens the demo for the tests of a file or block. */
export function openShop(switches: Switches = {}): OpenShop {
  const log: string[] = [];
  const enter = letCustomersIn();
  let demo: Demo;

  beforeAll(async () => {
    demo = await startDemo({shopPort: 0, sandboxPort: 0, log: (line) => void log.push(line)});
    await turn(demo.sandboxUrl, switches);
  });
  afterEach(() => void (log.length = 0));
  afterAll(() => demo.close());

  return {url: (path) => `${demo.shopUrl}${path}`, log, enter};
}
