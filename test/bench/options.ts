import {parseArgs} from 'node:util';

const PHASES = ['bytes', 'load', 'open', 'items', 'many', 'leaks', 'idle'] as const;
export type Phase = (typeof PHASES)[number];

export interface Options {
  /** How often each is measured. */
  runs: number;
  /** Names of those that are measured; null for all. */
  only: readonly string[] | null;
  phases: readonly Phase[];
  /** Whether the tables are written into the documents. */
  write: boolean;
}

/**
 * Reads the command's arguments.
 * @throws for what is no option or no phase
 */
export function readOptions(args: string[]): Options {
  const {values} = parseArgs({
    args,
    options: {
      runs: {type: 'string', default: '15'},
      only: {type: 'string'},
      phases: {type: 'string', default: PHASES.join()},
      write: {type: 'boolean', default: false},
    },
  });
  const wanted = values.phases.split(',');
  const unknown = wanted.find((phase) => !PHASES.some((known) => known === phase));
  if (unknown !== undefined) throw new Error(`There is no phase ${unknown}. There are ${PHASES.join(', ')}.`);
  if (values.write && (values.only !== undefined || wanted.length < PHASES.length))
    throw new Error('--write writes all tables: leave out --only and --phases.');
  return {
    runs: Number(values.runs),
    only: values.only?.split(',') ?? null,
    phases: PHASES.filter((phase) => wanted.includes(phase)),
    write: values.write,
  };
}
