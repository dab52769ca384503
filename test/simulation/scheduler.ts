import {createHash} from 'node:crypto';
import type {Random} from './random.ts';

/** 2027-01-01T00:00:00Z: virtual time starts here. */
export const EPOCH = Date.UTC(2027, 0, 1);

/** One run of an instance: from its start to its crash. */
export class Process {
  readonly name: string;
  readonly random: Random;
  /** Milliseconds by which its wall clock is ahead. */
  skew = 0;
  isAlive = true;
  /** Nothing of it runs before this virtual time. */
  frozenUntil = 0;
  /** Last virtual time until which it was frozen, for checks that excuse a frozen process. */
  lastThaw = Number.NEGATIVE_INFINITY;

  /** Whether it keeps a digest of all that it has learned, which determines its state. */
  isHashed = false;
  #knowledge = '';

  constructor(name: string, random: Random) {
    this.name = name;
    this.random = random;
  }

  get knowledge(): string {
    return this.#knowledge;
  }

  learn(text: string): void {
    this.#knowledge = createHash('sha1').update(this.#knowledge).update(text).digest('base64');
  }
}

/** FNV-1a. */
function hashText(text: string, seed = 0x811c9dc5): number {
  let hash = seed;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash;
}

export interface Task {
  /** Virtual time from which it may run. */
  at: number;
  label: string;
  /** Whose code it continues; null for the world outside. */
  owner: Process | null;
  /** A timer waits for its time; everything else could have happened at any time before. */
  isTimer: boolean;
  run: () => void;
}

/** Chooses the next of the pending tasks. */
export type Choose = (tasks: readonly Task[], scheduler: Scheduler) => Task | null;

function startOf({at, owner}: Task): number {
  return owner ? Math.max(at, owner.frozenUntil) : at;
}

/** The earliest task; of two at the same time the one that was added first. */
export function earliest(tasks: readonly Task[]): Task | null {
  let best: Task | null = null;
  let bestStart = Number.POSITIVE_INFINITY;
  for (const task of tasks) {
    const start = startOf(task);
    if (start >= bestStart) continue;
    best = task;
    bestStart = start;
  }
  return best;
}

const KEPT_EVENTS = 6000;

/** Virtual time and everything that is still to happen in it. One task runs at a time, with all its microtasks. */
export class Scheduler {
  /** Milliseconds since the start of the run. */
  now = 0;
  /** Whose code runs at the moment. */
  current: Process | null = null;
  steps = 0;
  /** The last events, oldest first. */
  readonly events: string[] = [];
  #tasks: Task[] = [];
  #choose: Choose;
  #hash = 0x811c9dc5;

  constructor(choose: Choose = earliest) {
    this.#choose = choose;
  }

  get pending(): readonly Task[] {
    return this.#tasks;
  }

  /** Identifies the sequence of all events so far. */
  get traceHash(): string {
    return (this.#hash >>> 0).toString(16).padStart(8, '0');
  }

  add(owner: Process | null, delay: number, label: string, run: () => void, isTimer = false): Task {
    const task: Task = {at: this.now + Math.max(0, delay), label, owner, run, isTimer};
    this.#tasks.push(task);
    return task;
  }

  cancel(task: Task): void {
    const index = this.#tasks.indexOf(task);
    if (index >= 0) this.#tasks.splice(index, 1);
  }

  /** Ends a process at this point: nothing of it ever continues. */
  kill(process: Process): void {
    process.isAlive = false;
    this.#tasks = this.#tasks.filter(({owner}) => owner !== process);
  }

  freeze(process: Process, milliseconds: number): void {
    process.frozenUntil = Math.max(process.frozenUntil, this.now + milliseconds);
    process.lastThaw = process.frozenUntil;
  }

  /** Writes an event into the trace. */
  note(event: string): void {
    this.#hash = Math.imul(hashText(event, this.#hash) ^ Math.floor(this.now * 1000), 0x01000193);
    this.events.push(`${String(this.steps).padStart(6)} ${(this.now / 1000).toFixed(3).padStart(11)} s  ${event}`);
    if (this.events.length > 2 * KEPT_EVENTS) this.events.splice(0, KEPT_EVENTS);
  }

  /** Runs one task; its microtasks run when the caller lets them. False if there was none. */
  step(): boolean {
    const task = this.#choose(this.#tasks, this);
    if (!task) return false;
    this.cancel(task);
    this.steps += 1;
    this.now = Math.max(this.now, startOf(task));
    this.current = task.owner;
    this.note(task.owner ? `[${task.owner.name}] ${task.label}` : task.label);
    if (task.isTimer && task.owner?.isHashed) task.owner.learn(task.label);
    task.run();
    return true;
  }
}
