import type {Random} from '../random.ts';
import {ORDERS_IN_HOUR} from './assumptions.ts';
import {DAY_MS, HOUR_MS} from './options.ts';

/** When the orders come, in milliseconds since the start, earliest first. */
export function drawArrivals(random: Random, {orders, duration}: {orders: number; duration: number}): number[] {
  const hours = ORDERS_IN_HOUR.map((weight, hour) => [weight, hour] as const);
  const draw = () =>
    duration < DAY_MS ? random.between(0, duration) : random.weighted(hours) * HOUR_MS + random.between(0, HOUR_MS);
  return Array.from({length: orders}, draw).toSorted((a, b) => a - b);
}

const PEAK_HOUR = ORDERS_IN_HOUR.indexOf(Math.max(...ORDERS_IN_HOUR));

export function isInPeakHour(time: number): boolean {
  return Math.floor(time / HOUR_MS) === PEAK_HOUR;
}
