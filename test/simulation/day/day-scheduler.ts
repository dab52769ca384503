import {type Process, Scheduler, type Task} from '../scheduler.ts';
import {Heap} from './heap.ts';

interface Entry {
  task: Task;
  /** Of two tasks at the same time, the one that was added first runs first. */
  number: number;
}

/** A scheduler for millions of tasks: in the order of time alone, without a trace. Its processes neither crash nor freeze. */
export class DayScheduler extends Scheduler {
  readonly #heap = new Heap<Entry>((a, b) => a.task.at < b.task.at || (a.task.at === b.task.at && a.number < b.number));
  readonly #cancelled = new WeakSet<Task>();
  #added = 0;

  override add(owner: Process | null, delay: number, label: string, run: () => void, isTimer = false): Task {
    const task: Task = {at: this.now + Math.max(0, delay), label, owner, run, isTimer};
    this.#added += 1;
    this.#heap.push({task, number: this.#added});
    return task;
  }

  override cancel(task: Task): void {
    this.#cancelled.add(task);
  }

  override note(): void {}

  override step(): boolean {
    for (let entry = this.#heap.pop(); entry; entry = this.#heap.pop()) {
      const {task} = entry;
      if (this.#cancelled.has(task)) continue;
      this.steps += 1;
      this.now = task.at;
      this.current = task.owner;
      task.run();
      return true;
    }
    return false;
  }
}
