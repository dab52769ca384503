import {CORS} from './checks/cors.ts';
import {CREATE} from './checks/create.ts';
import {FRESHNESS} from './checks/freshness.ts';
import {HOSTED_PAGE} from './checks/hosted-page.ts';
import {PRIVACY} from './checks/privacy.ts';
import {REACH} from './checks/reach.ts';
import {REFUSALS} from './checks/refusals.ts';
import {RETURNS} from './checks/returns.ts';
import {SESSION} from './checks/session.ts';
import {STRANGERS} from './checks/strangers.ts';
import {WEBHOOKS} from './checks/webhooks.ts';
import type {FindingTexts} from './finding.ts';

/** Every finding that there is, by code. */
export const FINDINGS: FindingTexts = {
  ...REACH,
  ...REFUSALS,
  ...CORS,
  ...CREATE,
  ...SESSION,
  ...PRIVACY,
  ...FRESHNESS,
  ...RETURNS,
  ...STRANGERS,
  ...WEBHOOKS,
  ...HOSTED_PAGE,
};
