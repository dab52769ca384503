import {type Browser, connect} from 'puppeteer-core';
import {afterEach, beforeAll, expect, inject} from 'vitest';
import {Customer} from './customer.ts';

/** The browser of this worker; each customer has a context of their own in it. */
let connected: Promise<Browser> | null = null;

function connectOnce(): Promise<Browser> {
  const browserWSEndpoint = inject('browsers')[Number(process.env['VITEST_POOL_ID']) - 1];
  if (browserWSEndpoint === undefined) throw new Error('This worker has no browser.');
  return (connected ??= connect({browserWSEndpoint}));
}

/** Lets customers into the browser, for the tests of a block. No test passes if it had an error or refused something. */
export function letCustomersIn(): () => Promise<Customer> {
  const customers: Customer[] = [];

  beforeAll(async () => void (await connectOnce()));
  afterEach(async () => {
    const complaints = customers.flatMap((customer) => customer.complaints);
    await Promise.all(customers.splice(0).map((customer) => customer.leave()));
    expect(complaints).toEqual([]);
  });

  return async () => {
    const customer = await Customer.enter(await connectOnce());
    customers.push(customer);
    return customer;
  };
}
