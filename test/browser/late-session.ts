import {fixture, html} from '@open-wc/testing';
import type {CreateSession, CreateSessionRequest, MonimeCheckoutElement} from '../../src/index.ts';
import {createSession, type Endpoint, endpointOf, record} from './merchant.ts';

/** Adds an element that creates its session on the click. */
export async function mountLate(
  endpoint: Endpoint,
  create: CreateSession,
  mode = 'popup',
): Promise<{element: MonimeCheckoutElement; log: string[]}> {
  const element = document.createElement('monime-checkout');
  element.setAttribute('endpoint', endpointOf(endpoint));
  element.setAttribute('mode', mode);
  element.createSession = create;
  const log = record(element);
  await fixture(html`${element}`);
  return {element, log};
}

/** Creates sessions, and remembers what it was asked for. */
export function creating(endpoint: Endpoint): {wishes: CreateSessionRequest[]; ids: string[]; create: CreateSession} {
  const wishes: CreateSessionRequest[] = [];
  const ids: string[] = [];
  const create = async (wish: CreateSessionRequest) => {
    wishes.push(wish);
    const {id} = await createSession(endpoint);
    ids.push(id);
    return id;
  };
  return {wishes, ids, create};
}
