import {serve} from '@hono/node-server';
import type {AddressInfo} from 'node:net';
import {afterAll, beforeAll, describe} from 'vitest';
import {createSandbox, SANDBOX_KEYS} from '../../../src/sandbox/index.ts';
import {monimeContract} from '../../contract/monime.ts';
import {payMongoContract} from '../../contract/paymongo.ts';

const sandbox = createSandbox();
const server = serve({fetch: sandbox.fetch, port: 0, hostname: '127.0.0.1'});
let origin = '';

beforeAll(async () => {
  if (!server.listening) await new Promise((listening) => server.once('listening', listening));
  const {port} = server.address() as AddressInfo;
  origin = `http://127.0.0.1:${port}`;
});

afterAll(async () => {
  sandbox.close();
  if ('closeAllConnections' in server) server.closeAllConnections();
  await new Promise((closed) => server.close(closed));
});

describe("the sandbox's Monime", () => {
  monimeContract(async () => ({...SANDBOX_KEYS.monime, apiUrl: `${origin}/monime`}));
});

describe("the sandbox's PayMongo", () => {
  payMongoContract(async () => ({...SANDBOX_KEYS.paymongo, apiUrl: `${origin}/paymongo`}));
});
