import {type Process, Scheduler, type Task} from '../scheduler.ts';
import {Heap} from './heap.ts';

class DayTask implements Task {
  isCancelled = false;

  constructor(
    readonly at: number,
    /** Of two tasks at the same time, the one that was added first runs first. */
    readonly number: number,
    readonly owner: Process | null,
    readonly label: string,
    readonly isTimer: boolean,
    readonly run: () => void,
  ) {}
}

/** A scheduler for millions of tasks: in the order of time alone, without a trace. Its processes neither crash nor freeze. */
export class DayScheduler extends Scheduler {
  readonly #heap = new Heap<DayTask>((a, b) => a.at < b.at || (a.at === b.at && a.number < b.number));
  #added = 0;

  override add(owner: Process | null, delay: number, label: string, run: () => void, isTimer = false): Task {
    this.#added += 1;
    const task = new DayTask(this.now + Math.max(0, delay), this.#added, owner, label, isTimer, run);
    this.#heap.push(task);
    return task;
  }

  override cancel(task: Task): void {
    if (task instanceof DayTask) task.isCancelled = true;
  }

  override note(): void {}

  override step(): boolean {
    for (let task = this.#heap.pop(); task; task = this.#heap.pop()) {
      if (task.isCancelled) continue;
      this.steps += 1;
      this.now = task.at;
      this.current = task.owner;
      task.run();
      return true;
    }
    return false;
  }
}
