import {randomBytes} from 'node:crypto';
import {describeResponse, errorCodeOf, isRefused} from '../responses.ts';
import type {Check} from '../check.ts';
import {modeSignature, signatureHeaders, webhookBody} from '../events.ts';
import {findingFactory} from '../finding.ts';
import type {ProbeResponse} from '../probe.ts';
import type {CheckContext} from '../check-context.ts';

export const WEBHOOK_FINDINGS = {
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
  webhook_any_mode: {
    level: 'warning',
    title: 'Webhooks of both modes are taken',
    why: 'PayMongo signs test events in te and live events in li. What looks for whichever is filled also takes news of payments with test cards.',
    mend: 'Compare with te if your key is a test key, else with li.',
  },
  webhook_old: {
    level: 'warning',
    title: 'A webhook signed a week ago is taken',
    why: 'What was once caught on the way can be sent again for ever.',
    mend: 'Refuse with 401 what was signed more than a day ago. Less is too little: providers try again for hours.',
  },
} as const;

const createFinding = findingFactory(WEBHOOK_FINDINGS);

const SECRET_NEEDED =
  'Set MONIME_CHECKOUT_WEBHOOK_SECRET in the environment: news of a session that does not exist is signed with it.';

const WEEK_S = 7 * 24 * 3600;

function nowInSeconds(): number {
  return Math.floor(Date.now() / 1000);
}

function postWebhook(
  {request, endpoint}: CheckContext,
  body: string,
  signature: Record<string, string>,
): Promise<ProbeResponse> {
  const headers = {'Content-Type': 'application/json', ...signature};
  return request(`${endpoint}/webhooks`, {method: 'POST', headers, body});
}

function isNotFound({status}: ProbeResponse): boolean {
  return status === 404 || status === 405;
}

function isAccepted({status}: ProbeResponse): boolean {
  return status >= 200 && status < 300;
}

/** Sends a webhook that is signed with a random secret. */
function postForgedWebhook(context: CheckContext): Promise<ProbeResponse> {
  const body = webhookBody(nowInSeconds());
  return postWebhook(context, body, signatureHeaders(body, nowInSeconds(), randomBytes(24).toString('hex')));
}

/** Sends a webhook with PayMongo's signature of one mode. */
function postMode(context: CheckContext, part: 'te' | 'li', secret: string): Promise<ProbeResponse> {
  const body = webhookBody(nowInSeconds());
  return postWebhook(context, body, modeSignature(body, nowInSeconds(), secret, part));
}

export const unsignedWebhookCheck: Check = {
  name: 'Webhooks that nobody signed are refused',
  async run(context) {
    const forged = await postForgedWebhook(context);
    if (isNotFound(forged)) return {findings: [createFinding('webhook_missing', describeResponse(forged))]};
    if (isAccepted(forged)) return {findings: [createFinding('webhook_bad_signature', describeResponse(forged))]};
    if (errorCodeOf(forged) === 'raw_body_needed')
      return {findings: [createFinding('webhook_raw_body', describeResponse(forged))]};
    if (!isRefused(forged)) return {findings: [createFinding('webhook_fails', describeResponse(forged))]};
    const without = await postWebhook(context, webhookBody(nowInSeconds()), {});
    if (isAccepted(without)) return {findings: [createFinding('webhook_unsigned', describeResponse(without))]};
    return {findings: isRefused(without) ? [] : [createFinding('webhook_fails', describeResponse(without))]};
  },
};

export const signedWebhookCheck: Check = {
  name: 'Signed webhooks are taken, old ones refused',
  async run(context) {
    const {webhookSecret: secret} = context;
    if (secret === null) return {findings: [], skipped: SECRET_NEEDED};
    // If a forged webhook is accepted, accepting a correct signature proves nothing.
    const forged = await postForgedWebhook(context);
    if (isNotFound(forged) || !isRefused(forged)) return {findings: [], skipped: 'The webhook is to be mended first.'};
    const body = webhookBody(nowInSeconds());
    const fresh = await postWebhook(context, body, signatureHeaders(body, nowInSeconds(), secret));
    if (!isAccepted(fresh)) return {findings: [createFinding('webhook_refuses', describeResponse(fresh))]};
    const time = nowInSeconds() - WEEK_S;
    const oldBody = webhookBody(time);
    const old = await postWebhook(context, oldBody, signatureHeaders(oldBody, time, secret));
    if (isAccepted(old)) return {findings: [createFinding('webhook_old', describeResponse(old))]};
    const test = await postMode(context, 'te', secret);
    const live = await postMode(context, 'li', secret);
    // What takes a header without a right signature has not looked at it.
    const isAnyModeTaken =
      isAccepted(test) &&
      isAccepted(live) &&
      !isAccepted(await postMode(context, 'te', randomBytes(24).toString('hex')));
    return {findings: isAnyModeTaken ? [createFinding('webhook_any_mode', describeResponse(live))] : []};
  },
};
