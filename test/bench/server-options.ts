import {parseArgs} from 'node:util';
import {STORES, type StoreName} from './server-connect.ts';
import type {Run} from './server-run.ts';
import type {Scenario} from './server-scenario.ts';

export interface Options {
  scenario: Scenario;
  runs: Run[];
  /** Whether the tables are written into the documents. */
  write: boolean;
}

/**
 * Reads the command's arguments.
 * @throws for an unknown option, store or number
 */
export function readOptions(args: string[]): Options {
  const {values} = parseArgs({
    args,
    options: {
      processes: {type: 'string', default: '1,4'},
      stores: {type: 'string', default: 'redis,postgres'},
      widgets: {type: 'string', default: '10000'},
      sessions: {type: 'string', default: '1000'},
      seconds: {type: 'string', default: '90'},
      kill: {type: 'boolean', default: false},
      write: {type: 'boolean', default: false},
    },
  });
  const [widgets, sessions, seconds] = [values.widgets, values.sessions, values.seconds].map(readNumber);
  const processes = values.processes.split(',').map(readNumber);
  const stores = values.stores.split(',').map(readStore);
  return {
    scenario: {widgets: widgets ?? 0, sessions: sessions ?? 0, seconds: seconds ?? 0},
    runs: [...plainRuns(processes, stores), ...(values.kill ? killRuns(Math.max(...processes), stores) : [])],
    write: values.write,
  };
}

function readNumber(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number > 0) return number;
  throw new Error(`${text} is not a whole number above 0.`);
}

function readStore(text: string): StoreName {
  const store = STORES.find((name) => name === text);
  if (store === undefined) throw new Error(`There is no store ${text}. There are ${STORES.join(', ')}.`);
  return store;
}

function nameOf(processes: number, store: StoreName): string {
  return `${processes} ${processes === 1 ? 'process' : 'processes'}, ${store}`;
}

/** Processes that keep their orders in their own memory are shops of their own. */
function canShare(processes: number, store: StoreName): boolean {
  return processes === 1 || store !== 'memory';
}

function plainRuns(processes: readonly number[], stores: readonly StoreName[]): Run[] {
  const proxy: Run = {
    name: 'plain proxy',
    kind: 'proxy',
    processes: 1,
    store: 'memory',
    hasWebhooks: false,
    kills: null,
  };
  const runs = stores.flatMap((store) =>
    processes
      .filter((count) => canShare(count, store))
      .flatMap((count) =>
        [false, true].map((hasWebhooks): Run => {
          const name = `${nameOf(count, store)}${hasWebhooks ? ', webhooks' : ''}`;
          return {name, kind: 'checkout', processes: count, store, hasWebhooks, kills: null};
        }),
      ),
  );
  return [proxy, ...runs];
}

/** A process is killed with each store; Redis is restarted. */
function killRuns(processes: number, stores: readonly StoreName[]): Run[] {
  return stores
    .filter((store) => canShare(processes, store))
    .flatMap((store) => {
      const run = {kind: 'checkout', processes, store, hasWebhooks: true} as const;
      const name = `${nameOf(processes, store)}, webhooks`;
      const all: Run[] = [];
      if (processes > 1) all.push({...run, name: `${name}, one killed`, kills: 'process'});
      if (store === 'redis') all.push({...run, name: `${name}, Redis restarted`, kills: 'store'});
      return all;
    });
}
