import {type Browser, launch} from 'puppeteer-core';
import {afterAll, afterEach, beforeAll, expect} from 'vitest';
import {chromiumOptions} from '../tools/browser.ts';
import {Customer} from './customer.ts';

/** The browser of this file; each customer has a context of their own in it. */
let launched: Promise<Browser> | null = null;

const launchOnce = () => (launched ??= chromiumOptions().then((options) => launch(options)));

afterAll(async () => (await launched)?.close());

/** Lets customers into the browser, for the tests of a block. No test passes if it had an error or refused something. */
export function letCustomersIn(): () => Promise<Customer> {
  const customers: Customer[] = [];

  beforeAll(async () => void (await launchOnce()));
  afterEach(async () => {
    const complaints = customers.flatMap((customer) => customer.complaints);
    await Promise.all(customers.splice(0).map((customer) => customer.leave()));
    expect(complaints).toEqual([]);
  });

  return async () => {
    const customer = await Customer.enter(await launchOnce());
    customers.push(customer);
    return customer;
  };
}
