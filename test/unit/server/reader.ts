import {expect, vi} from 'vitest';
import type {SessionStatus} from '../../../src/core/session.ts';
import type {ProviderSession} from '../../../src/server/adapters/adapter.ts';
import type {TurnOptions} from '../../../src/server/adapters/rate-limit.ts';
import {createReader} from '../../../src/server/sessions/session-reader.ts';
import {foundWith, monimeAdapter} from './route.ts';

export const ID = 'scs-1';

interface Request {
  id: string;
  turn: TurnOptions | undefined;
  at: number;
  answer(status: SessionStatus): void;
  fail(error: unknown): void;
}

/** A reader whose requests are answered by the test. */
export function startReader({stored = [ID]}: {stored?: string[]} = {}) {
  const requests: Request[] = [];
  const events: object[] = [];
  const added: string[] = [];
  const ended: string[] = [];
  let lookups = 0;
  const begin = performance.now();
  const provider = {
    ...monimeAdapter(),
    get: (id: string, turn?: TurnOptions) =>
      new Promise<ProviderSession>((resolve, reject) => {
        const answer = (status: SessionStatus) => resolve(foundWith({id, status}));
        requests.push({id, turn, at: performance.now() - begin, answer, fail: reject});
      }),
    end: async (id: string) => {
      ended.push(id);
      return 'ended' as const;
    },
  };
  const reader = createReader(provider, (_, attributes) => events.push(attributes), {
    has: async (id) => ((lookups += 1), stored.includes(id)),
    add: (id) => void added.push(id),
  });
  /** Has the session read, with this answer. */
  const readAs = async (status: SessionStatus, read: () => Promise<ProviderSession> = () => reader.read(ID)) => {
    const count = requests.length;
    const found = read();
    await vi.advanceTimersByTimeAsync(0);
    expect(requests).toHaveLength(count + 1);
    requests[count]?.answer(status);
    return found;
  };
  /** Begins a read that the test answers later. */
  const beginRead = async <T>(read: () => Promise<T>) => {
    const found = read();
    found.catch(() => undefined);
    await vi.advanceTimersByTimeAsync(0);
    return {found, request: requests.at(-1)};
  };
  return {reader, requests, events, added, ended, readAs, beginRead, lookups: () => lookups};
}

export const statusOf = async (found: Promise<ProviderSession>) => (await found).session.status;
