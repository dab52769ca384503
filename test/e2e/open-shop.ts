import {launch, type Browser} from 'puppeteer-core';
import {afterAll, afterEach, beforeAll, expect} from 'vitest';
import {type Demo, startDemo} from '../../demo/start.ts';
import {chromiumOptions} from '../tools/browser.ts';
import {Customer} from './customer.ts';

export interface OpenShop {
  /** Address of a page, after the demo's origin. */
  url(path: string): string;
  /** What the server was told since the test began: a line for each order that was paid. */
  log: string[];
  enter(): Promise<Customer>;
}

/** Opens the demo for the tests of a file. No test passes where a browser had an error or refused something. */
export function openShop(): OpenShop {
  const log: string[] = [];
  const customers: Customer[] = [];
  let browser: Browser;
  let demo: Demo;

  beforeAll(async () => {
    demo = await startDemo({shopPort: 0, sandboxPort: 0, log: (line) => void log.push(line)});
    browser = await launch(await chromiumOptions());
  });
  afterEach(async () => {
    const complaints = customers.flatMap((customer) => customer.complaints);
    await Promise.all(customers.splice(0).map((customer) => customer.leave()));
    log.length = 0;
    expect(complaints).toEqual([]);
  });
  afterAll(async () => {
    await browser.close();
    await demo.close();
  });

  return {
    url: (path) => `${demo.shopUrl}${path}`,
    log,
    enter: async () => {
      const customer = await Customer.enter(browser);
      customers.push(customer);
      return customer;
    },
  };
}
