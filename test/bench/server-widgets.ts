import {Agent, get} from 'node:http';
import {PAID, SECONDS, SESSIONS, WIDGETS} from './server-scenario.ts';

/** What the widgets saw. Times in milliseconds. */
export interface Seen {
  requests: number;
  refused: number;
  failed: number;
  latencies: number[];
  /** Widgets whose session was paid, and those of them that know it. */
  paid: number;
  completed: number;
}

const agent = new Agent({keepAlive: true, maxSockets: 1000});

function ask(url: string): Promise<{status: number; completed: boolean; retryAfter: number}> {
  return new Promise((resolve, reject) => {
    const sent = get(url, {agent, timeout: 15_000}, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (piece: string) => (text += piece));
      response.on('end', () => {
        const retryAfter = Number(response.headers['retry-after'] ?? 0) * 1000;
        resolve({status: response.statusCode ?? 0, completed: text.includes('"completed"'), retryAfter});
      });
    });
    sent.on('timeout', () => sent.destroy(new Error('timeout')));
    sent.on('error', reject);
  });
}

/** Polls as widgets do: at first after a second, then half as long again, up to ten seconds, and as `Retry-After` says. */
export async function poll(origin: string): Promise<Seen> {
  const seen: Seen = {
    requests: 0,
    refused: 0,
    failed: 0,
    latencies: [],
    paid: (PAID * WIDGETS) / SESSIONS,
    completed: 0,
  };
  const end = performance.now() + SECONDS * 1000;
  const sleep = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

  async function widget(index: number): Promise<void> {
    const url = `${origin}/checkout/sessions/scs-${index % SESSIONS}`;
    await sleep((index / WIDGETS) * 5000);
    for (let wait = 1000; performance.now() < end; wait = Math.min(wait * 1.5, 10_000)) {
      const start = performance.now();
      let retryAfter = 0;
      try {
        const answer = await ask(url);
        ({retryAfter} = answer);
        seen.requests += 1;
        if (answer.status !== 200) seen.refused += 1;
        seen.latencies.push(performance.now() - start);
        if (answer.completed) {
          seen.completed += 1;
          return;
        }
      } catch {
        seen.failed += 1;
      }
      const pause = Math.max(wait * (0.8 + 0.4 * Math.random()), retryAfter);
      if (performance.now() + pause > end) return;
      await sleep(pause);
    }
  }

  await Promise.all(Array.from({length: WIDGETS}, (_, index) => widget(index)));
  return seen;
}
