import {once} from 'node:events';
import {Agent, createServer, get} from 'node:http';
import {connect} from 'node:net';
import {text} from 'node:stream/consumers';
import {setImmediate} from 'node:timers/promises';
import {afterEach, beforeEach, expect, it, vi} from 'vitest';
import {type Front, listenInFront} from '../../bench/slow-connections.ts';

const DELAY_MS = 1200;
/** Maximum time until the server has accepted a connection. */
const LIMIT_MS = 10_000;
const REQUEST = 'GET / HTTP/1.1\r\nHost: shop.test\r\nConnection: close\r\n\r\n';

let front: Front;
let requests = 0;

beforeEach(async () => {
  vi.useFakeTimers({toFake: ['setTimeout', 'clearTimeout']});
  requests = 0;
  const server = createServer((_, response) => {
    requests += 1;
    response.end('here');
  });
  front = await listenInFront(server, () => DELAY_MS);
});

afterEach(async () => {
  await front.close();
  vi.useRealTimers();
});

/** Waits until a connection is held. `vi.waitFor` and `expect.poll` would advance the timers. */
async function untilHeld(): Promise<void> {
  const end = performance.now() + LIMIT_MS;
  while (vi.getTimerCount() === 0 && performance.now() < end) await setImmediate();
  expect(vi.getTimerCount()).toBe(1);
}

async function read(agent: Agent): Promise<string> {
  const [response] = await once(get({agent, port: front.port, host: '127.0.0.1'}), 'response');
  return text(response);
}

it('holds a new connection for the whole delay, and not a second request on it', async () => {
  const agent = new Agent({keepAlive: true, maxSockets: 1});
  const first = read(agent);
  await untilHeld();
  vi.advanceTimersByTime(DELAY_MS - 1);
  expect(vi.getTimerCount()).toBe(1);
  vi.advanceTimersByTime(1);
  expect(await first).toBe('here');
  expect(await read(agent)).toBe('here');
  agent.destroy();
});

it('starts to count when the client connects: a preconnected socket has paid before its request', async () => {
  const socket = connect(front.port, '127.0.0.1');
  await untilHeld();
  vi.advanceTimersByTime(DELAY_MS);
  socket.write(REQUEST);
  expect(await text(socket)).toContain('here');
});

it('serves what the client sent while the connection was held, and nothing before', async () => {
  const socket = connect(front.port, '127.0.0.1');
  await once(socket, 'connect');
  await new Promise<void>((resolve) => socket.write(REQUEST, () => resolve()));
  await untilHeld();
  expect(requests).toBe(0);
  vi.advanceTimersByTime(DELAY_MS);
  expect(await text(socket)).toContain('here');
  expect(requests).toBe(1);
});
