import {Choices} from './choices.ts';
import type {ProviderName, StartService} from './contract.ts';
import {drive} from './drive.ts';
import {installGlobals} from './globals.ts';
import {Liveness} from './liveness.ts';
import {type Budget, SmallWorld} from './small-world.ts';
import type {Scenario} from './scenarios.ts';
import type {Violation} from './world.ts';

export interface Exhausted {
  /** Paths that were run. */
  paths: number;
  /** Different states that were met at a choice. */
  states: number;
  steps: number;
  /** Whether all interleavings were covered; false if the limit of paths was reached. */
  isComplete: boolean;
  violation: Violation | null;
  /** Of the path that broke a rule. */
  prefix: readonly number[];
  events: readonly string[];
}

export interface ExhaustOptions {
  start: StartService;
  provider: ProviderName;
  scenario: Scenario;
  budget: Budget;
  maximumPaths: number;
}

const MAXIMUM_STEPS = 5000;

type Phase = 'before' | 'explored' | 'calm' | 'done';

interface Path {
  branches: number[][];
  steps: number;
  violation: Violation | null;
  made: number[];
  events: readonly string[];
}

async function runPath(options: ExhaustOptions, prefix: readonly number[], seen: Set<string>): Promise<Path> {
  const {start, provider, scenario, budget} = options;
  const choices = new Choices(prefix);
  const small = new SmallWorld(start, provider, choices, budget);
  const {world, calls} = small;
  const {scheduler} = world;
  const liveness = new Liveness(world, calls, 'cron');
  const restore = installGlobals(scheduler);
  const rejected = (reason: unknown) => world.fail('unhandled', String(reason));
  process.on('unhandledRejection', rejected);
  let phase: Phase = 'before';
  let stage = 0;
  let isKnown = false;
  const isIdle = () => world.calls.size === 0 && scheduler.pending.every(({isTimer}) => isTimer);
  try {
    scheduler.add(null, 0, 'start', () => {
      small.boot();
    });
    await drive(() => {
      if (world.violation || isKnown || scheduler.steps > MAXIMUM_STEPS) return false;
      if (phase === 'before' && scheduler.steps > 0 && isIdle()) {
        const before = scenario.before[stage];
        stage += 1;
        if (before) before(small);
        else {
          phase = 'explored';
          scenario.explored(small);
          choices.isOpen = true;
        }
      } else if (phase === 'explored' && isIdle() && world.slots.every(({service}) => service !== null)) {
        phase = 'calm';
        choices.isOpen = false;
        scenario.after(small);
        liveness.start();
      } else if (liveness.isDone) {
        phase = 'done';
        return false;
      }
      if (phase === 'explored' && choices.isBeyondPrefix) {
        const state = small.state();
        if (seen.has(state)) {
          isKnown = true;
          return false;
        }
        seen.add(state);
      }
      return scheduler.step();
    });
  } finally {
    process.off('unhandledRejection', rejected);
    restore();
  }
  if (!world.violation && !isKnown && !liveness.isDone) world.fail('limit', `the path does not end: ${phase}`);
  return {
    branches: choices.branches(),
    steps: scheduler.steps,
    violation: world.violation,
    made: choices.made.map(({chosen}) => chosen),
    events: scheduler.events,
  };
}

/** Runs every interleaving of a scenario, with every crash and every fault that the budget allows. */
export async function exhaust(options: ExhaustOptions): Promise<Exhausted> {
  const seen = new Set<string>();
  const open: number[][] = [[]];
  const result: Exhausted = {paths: 0, states: 0, steps: 0, isComplete: true, violation: null, prefix: [], events: []};
  for (;;) {
    const prefix = open.pop();
    if (!prefix) return {...result, states: seen.size};
    if (result.paths >= options.maximumPaths) return {...result, states: seen.size, isComplete: false};
    const path = await runPath(options, prefix, seen);
    result.paths += 1;
    result.steps += path.steps;
    for (const branch of path.branches) open.push(branch);
    if (path.violation) {
      const {violation, made, events} = path;
      return {...result, states: seen.size, isComplete: false, violation, prefix: made, events};
    }
  }
}

/** Replays one path, to see its events. */
export async function replay(options: ExhaustOptions, prefix: readonly number[]): Promise<Path> {
  return runPath(options, prefix, new Set());
}
