import type {ProviderName} from '../../src/core/session.ts';
import type {KillPlan} from './config.ts';
import {NEW_ORDER, type Scenario, SCENARIOS} from './scenarios.ts';
import type {News} from './story.ts';

/** How far the clocks move while a killed shop is away: after that, its work is taken over at once. */
export const DOWNTIME_MS = 6 * 60_000;

/** One scenario, with kills in one way. */
export interface Row {
  scenario: Scenario;
  name: ProviderName;
  news: News;
  when: KillPlan['when'];
}

/** Rows with a title, for `it.for`. */
export function rowsOf(rows: readonly Row[]): [title: string, row: Row][] {
  return rows.map((row) => [`${row.when} each write of ${row.scenario.name} (${row.name}, news by ${row.news})`, row]);
}

const NEWS: readonly News[] = ['webhook', 'customer', 'reconcile'];

/** Each scenario at each provider; a new order in each way that news can come, the others in turn. */
export function allRows(whens: readonly KillPlan['when'][]): [title: string, row: Row][] {
  const rows: Row[] = [];
  for (const scenario of SCENARIOS) {
    for (const name of scenario.providers) {
      for (const when of whens) {
        const turn = NEWS[rows.length % NEWS.length] ?? 'webhook';
        for (const news of scenario === NEW_ORDER ? NEWS : [turn]) rows.push({scenario, name, news, when});
      }
    }
  }
  return rowsOf(rows);
}
