import {Agent} from 'undici';
import {type PollAdvice, Poller} from '../../src/widget/outcome/poller.ts';
import type {Fleet} from './server-fleet.ts';
import {ARRIVAL_PART, type Scenario} from './server-scenario.ts';

/** What the widgets saw. Times in milliseconds. */
export interface Seen {
  /** How many polls were answered with each status; 0: without an answer. */
  statuses: Map<number, number>;
  latencies: number[];
  /** For each widget: its session, and since when it knows of a payment, in milliseconds since 1970. */
  widgets: {id: string; knownAt: number}[];
}

/** How long the widget waits for an answer. */
const REQUEST_TIMEOUT_MS = 10_000;
const CONNECTIONS_PER_PROCESS = 250;
const UNANSWERED: PollAdvice = {isAnswered: false, retryAfter: 0};

interface Answer {
  status: number;
  isPaid: boolean;
  retryAfterMs: number;
}

async function ask(agent: Agent, origin: string, path: string): Promise<Answer> {
  const {statusCode, headers, body} = await agent.request({origin, path, method: 'GET'});
  const text = await body.text();
  const retryAfterMs = Number(headers['retry-after'] ?? 0) * 1000;
  return {status: statusCode, isPaid: text.includes('"status":"completed"'), retryAfterMs};
}

/** Shows each session in as many widgets, all with an open payment page, until the run is over. */
export async function openWidgets(
  {widgets, seconds}: Scenario,
  sessions: readonly string[],
  fleet: Fleet,
): Promise<Seen> {
  const agent = new Agent({
    connections: CONNECTIONS_PER_PROCESS,
    headersTimeout: REQUEST_TIMEOUT_MS,
    bodyTimeout: REQUEST_TIMEOUT_MS,
  });
  const seen: Seen = {statuses: new Map(), latencies: [], widgets: []};
  const stops: (() => void)[] = [];
  let isOver = false;

  function openWidget(index: number): void {
    const id = sessions[index % sessions.length] ?? '';
    const widget = {id, knownAt: Number.POSITIVE_INFINITY};
    const poller = Poller.of(`${index}`);
    const leave = () => poller.leave(poll);

    async function poll(): Promise<PollAdvice> {
      const start = performance.now();
      const answer = await ask(agent, fleet.originOf(index), `/checkout/sessions/${id}`).catch(() => null);
      if (isOver) return UNANSWERED;
      const status = answer?.status ?? 0;
      seen.statuses.set(status, (seen.statuses.get(status) ?? 0) + 1);
      if (!answer) return UNANSWERED;
      seen.latencies.push(performance.now() - start);
      if (answer.isPaid) {
        widget.knownAt = Date.now();
        leave();
      }
      return {isAnswered: status === 200, retryAfter: answer.retryAfterMs};
    }

    seen.widgets.push(widget);
    stops.push(leave);
    // The widget polls at once as it is opened, and then with growing delays.
    poller.follow(poll, 'fast');
    poller.nudge();
  }

  const length = seconds * 1000;
  const timers = Array.from({length: widgets}, (_, index) => {
    return setTimeout(openWidget, (length * ARRIVAL_PART * index) / widgets, index);
  });
  await new Promise((resolve) => setTimeout(resolve, length));
  isOver = true;
  timers.forEach(clearTimeout);
  stops.forEach((stop) => stop());
  await agent.destroy();
  return seen;
}
