import {pause} from '../../../src/core/pause.ts';
import type {Random} from '../random.ts';
import type {Scheduler} from '../scheduler.ts';
import {isInPeakHour} from './arrivals.ts';
import {WEBHOOK} from './assumptions.ts';
import type {Figures} from './figures.ts';
import type {HostedSession, MonimeApi} from './monime-api.ts';
import {MINUTE_MS, type WebhookWeather} from './options.ts';
import type {Shop} from './shop.ts';

/** Minutes after which a refused webhook is delivered again. */
const RETRY_MINUTES = [0.1, 0.5, 1, 2, 4, 8, 16, 32];

/** When the webhook of a payment arrives, in milliseconds from now; null if it never does. */
function drawDelay(random: Random, weather: WebhookWeather, now: number): number | null {
  if (weather === 'absent') return null;
  const [low, high] = WEBHOOK[weather === 'late' ? 'late' : 'healthy'];
  const delay = random.spread(low, high);
  return weather === 'dead-hour' && isInPeakHour(now + delay) ? null : delay;
}

interface SenderParts {
  scheduler: Scheduler;
  random: Random;
  shop: Shop;
  api: MonimeApi;
  figures: Figures;
  weather: WebhookWeather;
}

/** Sends the webhook of a payment, in the weather; again while it is refused. */
export async function sendWebhook(parts: SenderParts, session: HostedSession): Promise<void> {
  const {scheduler, random, shop, api, figures, weather} = parts;
  const delay = drawDelay(random, weather, scheduler.now);
  if (delay === null) return;
  await pause(delay);
  for (const minutes of RETRY_MINUTES) {
    figures.webhooks += 1;
    const {status} = await shop.visit((origin) => api.webhook(session, origin));
    if (status < 300) return;
    figures.webhooksRefused += 1;
    await pause(minutes * MINUTE_MS);
  }
}
