import {appendFileSync, existsSync, readFileSync} from 'node:fs';
import * as z from 'zod/mini';
import {Figures} from './figures.ts';
import type {ShardOptions} from './options.ts';

const Line = z.object({share: z.string(), figures: z.unknown()});

/** Two runs of the same name have the same figures. */
function nameOf({webhooks, seed, orders, instances, cron, cronInstances, duration}: ShardOptions): string {
  return [webhooks, seed, orders, instances, cron, cronInstances, duration].join(' ');
}

/** The figures of shares in a file, one line each, so that a long day can be run in parts. Commands can share a file. */
export class Results {
  readonly #file: string;
  readonly #known: ReadonlyMap<string, Figures>;

  constructor(file: string) {
    this.#file = file;
    const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : [];
    this.#known = new Map(
      lines.map((line) => {
        const {share, figures} = z.parse(Line, JSON.parse(line));
        return [share, Figures.parse(figures)];
      }),
    );
  }

  find(options: ShardOptions): Figures | null {
    return this.#known.get(nameOf(options)) ?? null;
  }

  keep(options: ShardOptions, figures: Figures): void {
    appendFileSync(this.#file, `${JSON.stringify({share: nameOf(options), figures})}\n`);
  }
}
