import {type Browser, launch} from 'puppeteer-core';
import {afterAll, afterEach, beforeAll, expect} from 'vitest';
import {chromiumOptions} from '../tools/browser.ts';
import {Customer} from './customer.ts';

/** Lets customers into a browser, for the tests of a block. No test passes where it had an error or refused something. */
export function letCustomersIn(): () => Promise<Customer> {
  const customers: Customer[] = [];
  let browser: Browser;

  beforeAll(async () => {
    browser = await launch(await chromiumOptions());
  });
  afterEach(async () => {
    const complaints = customers.flatMap((customer) => customer.complaints);
    await Promise.all(customers.splice(0).map((customer) => customer.leave()));
    expect(complaints).toEqual([]);
  });
  afterAll(() => browser.close());

  return async () => {
    const customer = await Customer.enter(browser);
    customers.push(customer);
    return customer;
  };
}
