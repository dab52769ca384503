import {fixture, html} from '@open-wc/testing';
import type {CheckoutSession} from '../../src/core/session.ts';
import type {MonimeCheckoutElement} from '../../src/index.ts';
import '../../src/index.ts';
import {env} from '../tools/env.ts';
import type {Fault} from '../tools/faults.ts';
import './skips.ts';

export type Endpoint = 'monime' | 'framed' | 'paymongo';

/** Where the server half of a provider is mounted on this page's origin. */
export function endpointOf(endpoint: Endpoint): string {
  return env[endpoint] ?? '';
}

const CURRENCY = {monime: 'SLE', framed: 'SLE', paymongo: 'PHP'} as const;

async function send(method: 'POST' | 'PATCH', url: string, body: unknown): Promise<Response> {
  const response = await fetch(url, {
    method,
    headers: {'content-type': 'application/json'},
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`);
  return response;
}

/**
 * Makes a session of 3 × 25.50 + 15.00 = 91.50.
 * @param more number of further items, of 1.00 each
 */
export async function createSession(endpoint: Endpoint, more = 0): Promise<CheckoutSession & {id: string}> {
  const currency = CURRENCY[endpoint];
  const response = await send('POST', `${endpointOf(endpoint)}/sessions`, {
    title: 'Kola Nut Books',
    lineItems: [
      {name: 'Exercise book', description: 'A4, 80 pages', quantity: 3, unitAmount: 2550, currency},
      {name: 'Delivery', quantity: 1, unitAmount: 1500, currency},
      ...Array.from({length: more}, (_, index) => ({
        name: `Book ${index + 1}`,
        quantity: 1,
        unitAmount: 100,
        currency,
      })),
    ],
  });
  return response.json();
}

/** Makes the provider do what a customer or time would. */
export async function sandbox(id: string, command: {action: string} | {status: string}): Promise<void> {
  await send('POST', `${env['sandbox']}/__sandbox/sessions/${id}`, command);
}

export async function switches(patch: object): Promise<void> {
  await send('PATCH', `${env['sandbox']}/__sandbox/switches`, patch);
}

/** Makes reads of a session at the endpoint go wrong. */
export async function fault(planned: Fault): Promise<void> {
  await send('POST', '/__faults', planned);
}

/** How often the session was read at the endpoint. */
export async function readsOf(id: string): Promise<number> {
  return (await (await fetch(`/__faults?session=${id}`)).json()).reads;
}

/** How often a page of the sandbox was asked for. */
export async function visitsOf(url: string | null): Promise<number> {
  return (await (await fetch(`/__visits?${new URLSearchParams({url: url ?? ''})}`)).json()).visits;
}

/** The return reference of a session of Monime. */
export async function referenceOf(id: string): Promise<string> {
  return (await (await fetch(`/__references?session=${id}`)).json()).reference;
}

const EVENTS = ['ready', 'open', 'fallback', 'complete', 'cancel', 'expire', 'beforeclose', 'close', 'error'];

/** The sequence of events that leave an element, without their prefix; `change` is left out. */
export function record(target: EventTarget): string[] {
  const log: string[] = [];
  for (const name of EVENTS) target.addEventListener(`monime-${name}`, () => log.push(name));
  return log;
}

/** Waits for the next event of a name. */
export function next<Type extends string>(target: EventTarget, type: Type): Promise<Event> {
  return new Promise((resolve) => target.addEventListener(type, resolve, {once: true}));
}

/** Puts an element for a session into the page and waits until it is ready. */
export async function mount(
  endpoint: Endpoint,
  id: string,
  attributes: {mode?: string; preload?: string} = {},
): Promise<{element: MonimeCheckoutElement; log: string[]}> {
  const element = document.createElement('monime-checkout');
  element.setAttribute('endpoint', endpointOf(endpoint));
  element.setAttribute('session-id', id);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  const log = record(element);
  const ready = next(element, 'monime-ready');
  await fixture(html`${element}`);
  await ready;
  await element.updateComplete;
  return {element, log};
}

/** The text that a customer reads in the element. */
export function textOf(root: {readonly shadowRoot: ShadowRoot | null}): string {
  const {shadowRoot} = root;
  return [...(shadowRoot?.children ?? [])]
    .map((child) => child.textContent)
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** The dialog that stands on the body, if one does. */
export function dialogHost(): HTMLElement | null {
  return document.querySelector('.monime-checkout-dialog');
}

export function buttonOf(element: Element, name: RegExp): HTMLElement {
  const candidates = element.shadowRoot?.querySelectorAll<HTMLElement>('button, a[part="button"]') ?? [];
  const found = [...candidates].find(({textContent, ariaLabel}) => name.test(ariaLabel ?? textContent ?? ''));
  if (!found) throw new Error(`There is no button ${name} in: ${element.shadowRoot?.textContent}`);
  return found;
}
