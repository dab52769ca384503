import type {Context} from 'hono';
import {getCookie, setCookie} from 'hono/cookie';
import {isSessionId} from '../../core/session.ts';
import type {Settings} from '../config/options.ts';

const COOKIE_NAME = 'monime-checkout-started';
/** How long a session counts as started; about the lifetime of a session. */
const STARTED_MAX_AGE_S = 3600;
/** Upper bound for the sessions in the cookie: about 900 bytes. */
const STARTED_MAX_COUNT = 8;

interface Start {
  id: string;
  /** Seconds since 1970. */
  time: number;
}

function nowInSeconds(): number {
  return Math.floor(Date.now() / 1000);
}

/** Reads the cookie: `id.time` in base 36, separated by `~`. It is not signed: a forged one deceives its forger only. */
function readStarted(c: Context): Start[] {
  const now = nowInSeconds();
  return (getCookie(c, COOKIE_NAME) ?? '').split('~').flatMap((entry) => {
    const [id = '', time = ''] = entry.split('.');
    const start = {id, time: Number.parseInt(time, 36)};
    const age = now - start.time;
    return isSessionId(id) && age >= 0 && age < STARTED_MAX_AGE_S ? [start] : [];
  });
}

/** Whether the customer started to pay this session in this browser, by the `/go` route, within the last hour. */
export function isStarted(c: Context, id: string): boolean {
  return readStarted(c).some((start) => start.id === id);
}

/** Notes in a cookie that the customer starts to pay this session in this browser. */
export function markStarted(c: Context, id: string, {origins, publicPath}: Settings<unknown>): void {
  const started = [...readStarted(c).filter((start) => start.id !== id), {id, time: nowInSeconds()}];
  const value = started.slice(-STARTED_MAX_COUNT).map((start) => `${start.id}.${start.time.toString(36)}`);
  setCookie(c, COOKIE_NAME, value.join('~'), {
    path: publicPath || '/',
    maxAge: STARTED_MAX_AGE_S,
    httpOnly: true,
    sameSite: 'Lax',
    secure: origins[0].startsWith('https:'),
  });
}
