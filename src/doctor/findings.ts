import {CORS_FINDINGS} from './checks/cors.ts';
import {CREATE_FINDINGS} from './checks/create.ts';
import {FRESHNESS_FINDINGS} from './checks/freshness.ts';
import {HOSTED_PAGE_FINDINGS} from './checks/hosted-page.ts';
import {PRIVACY_FINDINGS} from './checks/privacy.ts';
import {REACH_FINDINGS} from './checks/reach.ts';
import {REFUSAL_FINDINGS} from './checks/refusals.ts';
import {RETURN_FINDINGS} from './checks/returns.ts';
import {SESSION_FINDINGS} from './checks/session.ts';
import {STRANGER_FINDINGS} from './checks/strangers.ts';
import {WEBHOOK_FINDINGS} from './checks/webhooks.ts';
import type {FindingTexts} from './finding.ts';

/** The texts of all findings, by code. */
export const FINDINGS: FindingTexts = {
  ...REACH_FINDINGS,
  ...REFUSAL_FINDINGS,
  ...CORS_FINDINGS,
  ...CREATE_FINDINGS,
  ...SESSION_FINDINGS,
  ...PRIVACY_FINDINGS,
  ...FRESHNESS_FINDINGS,
  ...RETURN_FINDINGS,
  ...STRANGER_FINDINGS,
  ...WEBHOOK_FINDINGS,
  ...HOSTED_PAGE_FINDINGS,
};
