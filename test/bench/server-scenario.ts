/** What is simulated: so many widgets over so many sessions, some of which are paid meanwhile. */
export const WIDGETS = 10_000;
export const SESSIONS = 1000;
export const PAID = 200;
/** Length of one run. */
export const SECONDS = 25;
/** What Monime takes at one endpoint with a live token. */
export const CALLS_A_SECOND = 20;
/** Milliseconds in which a session may be asked for once: a second, less what requests may differ on their way. */
export const APART = 950;

export const TOKEN = 'mon_bench';
export const SPACE = 'spc-bench';
export const WEBHOOK_SECRET = 'the-webhook-secret-of-the-benchmark';
