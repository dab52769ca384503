import {randomBytes} from 'node:crypto';
import {describe, errorCodeOf, isRefused} from '../answers.ts';
import type {Check} from '../check.ts';
import {event, sign} from '../events.ts';
import {finder} from '../finding.ts';
import type {Answer} from '../probe.ts';
import type {Visit} from '../visit.ts';

export const WEBHOOKS = {
  webhook_missing: {
    level: 'warning',
    title: 'There are no webhooks',
    why: 'A payment is noticed only while somebody looks: the customer who closes the page after paying is noticed by your cron job, or not at all.',
    mend: 'Set webhookSecret, and give the provider the address of {endpoint}/webhooks: docs/webhooks.md.',
  },
  webhook_bad_signature: {
    level: 'error',
    title: 'A webhook with a wrong signature is taken',
    why: 'Whoever knows the address can tell your server that anything was paid.',
    mend: 'Check the signature over the raw body with the webhook secret before anything else, and answer 401.',
  },
  webhook_unsigned: {
    level: 'error',
    title: 'A webhook without a signature is taken',
    why: 'Whoever knows the address can tell your server that anything was paid, by leaving the signature out.',
    mend: 'Refuse with 401 what has no signature header.',
  },
  webhook_raw_body: {
    level: 'error',
    title: 'Something reads the webhook before the endpoint',
    why: 'The signature is over the bytes as they came; once a middleware has parsed them no webhook can be checked, and all are refused.',
    mend: 'Mount the checkout before middleware that parses bodies, such as express.json().',
  },
  webhook_fails: {
    level: 'error',
    title: 'A webhook breaks the endpoint',
    why: 'Providers take it for a failure, send it again for hours, and switch the webhook off in the end.',
    mend: 'The server log has the error. A redirect is no answer either: give the provider the final address.',
  },
  webhook_refuses: {
    level: 'error',
    title: 'A webhook with the right signature is refused',
    why: 'Payments that nobody looks at stay unnoticed.',
    mend: 'Give the endpoint the secret that you gave the doctor; where they are the same, compare what is signed: docs/webhooks.md has it by hand.',
  },
  webhook_old: {
    level: 'warning',
    title: 'A webhook signed a week ago is taken',
    why: 'What was once caught on the way can be sent again for ever.',
    mend: 'Refuse with 401 what was signed more than a day ago. Less is too little: providers try again for hours.',
  },
} as const;

const found = finder(WEBHOOKS);

const NO_SECRET =
  'Set MONIME_CHECKOUT_WEBHOOK_SECRET in the environment: news of a session that does not exist is signed with it.';

const WEEK = 7 * 24 * 3600;

function now(): number {
  return Math.floor(Date.now() / 1000);
}

function send({ask, base}: Visit, body: string, signature: Record<string, string>): Promise<Answer> {
  const headers = {'Content-Type': 'application/json', ...signature};
  return ask(`${base}/webhooks`, {method: 'POST', headers, body});
}

function isMissing({status}: Answer): boolean {
  return status === 404 || status === 405;
}

function isTaken({status}: Answer): boolean {
  return status >= 200 && status < 300;
}

/** Announcement that a stranger has signed. */
function sendForged(visit: Visit): Promise<Answer> {
  const body = event(now());
  return send(visit, body, sign(body, now(), randomBytes(24).toString('hex')));
}

export const unsigned: Check = {
  name: 'Webhooks that nobody signed are refused',
  async look(visit) {
    const forged = await sendForged(visit);
    if (isMissing(forged)) return {findings: [found('webhook_missing', describe(forged))]};
    if (isTaken(forged)) return {findings: [found('webhook_bad_signature', describe(forged))]};
    if (errorCodeOf(forged) === 'raw_body_needed') return {findings: [found('webhook_raw_body', describe(forged))]};
    if (!isRefused(forged)) return {findings: [found('webhook_fails', describe(forged))]};
    const without = await send(visit, event(now()), {});
    if (isTaken(without)) return {findings: [found('webhook_unsigned', describe(without))]};
    return {findings: isRefused(without) ? [] : [found('webhook_fails', describe(without))]};
  },
};

export const signed: Check = {
  name: 'Signed webhooks are taken, old ones refused',
  async look(visit) {
    const {webhookSecret: secret} = visit;
    if (secret === null) return {findings: [], skipped: NO_SECRET};
    // Where not even this is refused, a right signature says nothing.
    const forged = await sendForged(visit);
    if (isMissing(forged) || !isRefused(forged)) return {findings: [], skipped: 'The webhook is to be mended first.'};
    const body = event(now());
    const fresh = await send(visit, body, sign(body, now(), secret));
    if (!isTaken(fresh)) return {findings: [found('webhook_refuses', describe(fresh))]};
    const time = now() - WEEK;
    const oldBody = event(time);
    const old = await send(visit, oldBody, sign(oldBody, time, secret));
    return {findings: isTaken(old) ? [found('webhook_old', describe(old))] : []};
  },
};
