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
    title: 'There is no webhook route',
    why: 'If the customer closes the page after paying, only your cron job detects the payment, or nothing does.',
    fix: 'Set webhookSecret, and register {endpoint}/webhooks at the provider: see docs/webhooks.md.',
  },
  webhook_bad_signature: {
    level: 'error',
    title: 'The endpoint accepts a webhook with a wrong signature',
    why: 'Anyone who knows the URL can report any order as paid.',
    fix: 'First verify the signature of the raw body with the webhook secret, and respond with 401 if it is wrong.',
  },
  webhook_unsigned: {
    level: 'error',
    title: 'The endpoint accepts a webhook without a signature',
    why: 'Anyone who knows the URL can report any order as paid by omitting the signature.',
    fix: 'Respond with 401 if the signature header is missing.',
  },
  webhook_raw_body: {
    level: 'error',
    title: "Middleware reads the webhook's body before the endpoint",
    why: 'The signature covers the raw request body. After middleware has parsed it, no webhook can be verified.',
    fix: 'Mount the checkout before middleware that parses bodies, such as express.json().',
  },
  webhook_fails: {
    level: 'error',
    title: 'The endpoint fails for a webhook',
    why: 'Providers retry for hours, and finally disable the webhook.',
    fix: 'Find the error in the server log. If the endpoint redirects, register its final URL at the provider.',
  },
  webhook_refuses: {
    level: 'error',
    title: 'The endpoint refuses a webhook with a valid signature',
    why: 'Payments after the customer has closed the page stay undetected.',
    fix: 'Give the endpoint the same secret as the doctor. If they are the same, compare the signed text: docs/webhooks.md computes it by hand.',
  },
  webhook_any_mode: {
    level: 'warning',
    title: 'The endpoint accepts webhooks of both modes',
    why: 'PayMongo signs test events in te and live events in li. An endpoint that uses either also accepts test payments.',
    fix: 'Compare with te if your key is a test key, otherwise with li.',
  },
  webhook_old: {
    level: 'warning',
    title: 'The endpoint accepts a webhook that was signed a week ago',
    why: 'Anyone who has recorded a webhook can send it again at any time.',
    fix: 'Respond with 401 to signatures older than a day. A shorter limit would refuse retries of the provider.',
  },
} as const;

const createFinding = findingFactory(WEBHOOK_FINDINGS);

const SECRET_NEEDED =
  'To run this check, set the environment variable MONIME_CHECKOUT_WEBHOOK_SECRET. It signs webhooks about a session that does not exist.';

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
  name: 'Unsigned and forged webhooks are refused',
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
  name: 'Signed webhooks are accepted, old ones refused',
  async run(context) {
    const {webhookSecret: secret} = context;
    if (secret === null) return {findings: [], skipped: SECRET_NEEDED};
    // If a forged webhook is accepted, accepting a correct signature proves nothing.
    const forged = await postForgedWebhook(context);
    if (isNotFound(forged) || !isRefused(forged))
      return {findings: [], skipped: 'Fix the findings about unsigned webhooks first.'};
    const body = webhookBody(nowInSeconds());
    const fresh = await postWebhook(context, body, signatureHeaders(body, nowInSeconds(), secret));
    if (!isAccepted(fresh)) return {findings: [createFinding('webhook_refuses', describeResponse(fresh))]};
    const time = nowInSeconds() - WEEK_S;
    const oldBody = webhookBody(time);
    const old = await postWebhook(context, oldBody, signatureHeaders(oldBody, time, secret));
    if (isAccepted(old)) return {findings: [createFinding('webhook_old', describeResponse(old))]};
    const test = await postMode(context, 'te', secret);
    const live = await postMode(context, 'li', secret);
    // An endpoint that accepts a header without a valid signature does not verify it.
    const isAnyModeTaken =
      isAccepted(test) &&
      isAccepted(live) &&
      !isAccepted(await postMode(context, 'te', randomBytes(24).toString('hex')));
    return {findings: isAnyModeTaken ? [createFinding('webhook_any_mode', describeResponse(live))] : []};
  },
};
