import {CheckoutError} from '../../src/core/error.ts';
import type {CheckoutSession} from '../../src/core/session.ts';
import {isPaid, latest} from './bank.ts';
import type {Ask, Demand} from './demands.ts';
import {amountsOf} from './order-money.ts';
import type {Process} from './scheduler.ts';
import type {World} from './world.ts';

/** What a caller got: a session, or a code. */
export interface Answer {
  session: CheckoutSession | null;
  code: string | null;
}

export interface Asked {
  process: Process;
  step: number;
  startedAt: number;
  /** The browser's customer; null if the merchant's own code asks. */
  customer: string | null;
}

/** Two sessions of one demand that can both be paid must never be in customers' hands. */
function checkHandedOut(world: World, demand: Demand): void {
  const payable = demand.payable();
  if (payable.length < 2) return;
  if (demand.wipedAt !== null) return;
  world.fail('one payable', `${demand.name}: ${payable.map(({id}) => id).join(' and ')} can both be paid`);
}

function wasStoreFaulty(world: World, {process, startedAt}: Asked): boolean {
  return (world.ledger.storeFaults.get(process) ?? Number.NEGATIVE_INFINITY) >= startedAt;
}

/** How long another process may answer with what it read before the payment. */
const ANSWER_LIFE_MS = 1000;

function mayKnowOnlyTheOld({firstCompletion}: Demand, {process, startedAt}: Asked): boolean {
  if (!firstCompletion || firstCompletion.process === process) return false;
  return startedAt - firstCompletion.at < ANSWER_LIFE_MS;
}

function checkStatus(world: World, answer: CheckoutSession, asked: Asked, demand: Demand): void {
  const session = world.session(answer.id ?? '');
  if (!session) return;
  if (answer.status === 'completed' && !isPaid(session)) {
    world.fail('truth', `${session.id} is answered as completed, the provider says ${latest(session).status}`);
  }
  const isSettled =
    demand.completedSession === session.id && demand.completedAt !== null && demand.completedAt < asked.step;
  const isExcused = demand.wipedAt !== null || wasStoreFaulty(world, asked) || mayKnowOnlyTheOld(demand, asked);
  if (isSettled && answer.status !== 'completed' && !isExcused) {
    world.fail('stays paid', `${session.id} was completed, and reads ${answer.status}`);
  }
}

/** Checks a session that was answered to anybody. */
export function checkSession(world: World, answer: CheckoutSession, asked: Asked): void {
  const session = world.session(answer.id ?? '');
  if (!session) return world.fail('truth', `${String(answer.id)} is answered, no provider has it`);
  const demand = world.demandOf(session);
  if (!demand) return world.fail('ownership', `${session.id} is answered, which is not ours`);
  if (asked.customer !== null && asked.customer !== demand.customer) {
    world.fail('authorize', `${session.id} of ${demand.customer} is answered to ${asked.customer}`);
  }
  checkStatus(world, answer, asked, demand);
  if (answer.status !== 'open' || answer.hostedUrl === null) return;
  demand.handedOut.add(session);
  session.isHandedOut = true;
  checkHandedOut(world, demand);
}

/** A session of a record that was lost is known by its amounts alone, whichever account it pays. */
function isAskedMoney(money: string, {money: asked, demand}: Ask): boolean {
  return demand.wipedAt === null ? money === asked : amountsOf(money) === amountsOf(asked);
}

function checkCreated(world: World, ask: Ask, answer: CheckoutSession, asked: Asked): void {
  const {demand} = ask;
  const session = world.session(answer.id ?? '');
  if (!session) return;
  const isWiped = demand.wipedAt !== null;
  if (session.demand !== demand.name) {
    world.fail('identity', `${demand.name} asked, ${session.id} of ${session.demand} is answered`);
  } else if (!isAskedMoney(session.money, ask) && !(answer.status === 'processing' && isPaid(session))) {
    // A held order is answered with the payment that a person looks at.
    world.fail('old price', `${demand.name} asks for ${ask.money}, answered ${session.id} with ${session.money}`);
  } else if (demand.completedAt !== null && demand.completedAt < asked.step && answer.status === 'open' && !isWiped) {
    world.fail('stays paid', `${demand.name} is completed, and ${session.id} can be paid`);
  } else if (demand.heldAt !== null && demand.heldAt < asked.step && answer.status === 'open' && !isWiped) {
    world.fail('held', `${demand.name} is held, and ${session.id} can be paid`);
  }
}

/** Checks the answer to a `create`. */
export function checkAsk(world: World, ask: Ask, {session, code}: Answer, asked: Asked): void {
  ask.end = world.scheduler.steps;
  if (code === null && session) {
    // An order that is held, or a one-off that has ended, is answered with what it has.
    ask.result =
      world.session(session.id ?? '')?.money === ask.money && session.status === 'open' ? 'session' : 'error';
    checkCreated(world, ask, session, asked);
    checkSession(world, session, asked);
    return;
  }
  ask.result = code === 'order_completed' ? 'completed' : code === 'order_changed' ? 'changed' : 'error';
  if (ask.result === 'completed') {
    const {demand} = ask;
    const all = [...(world.banks.get(demand.scope)?.sessions.values() ?? [])];
    // A one-off is named by its key alone, whoever uses it.
    const isSame = (other: Demand | undefined) =>
      other === demand || (demand.reference === null && other?.reference === null && other.key === demand.key);
    const isTrue = all.some((one) => isSame(world.demands.get(one.demand)) && isPaid(one));
    if (!isTrue) world.fail('truth', `${demand.name} is answered as completed, and was never paid`);
  }
  if (session) checkSession(world, session, asked);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isSession(value: unknown): value is CheckoutSession {
  return isObject(value) && 'id' in value && 'status' in value && 'hostedUrl' in value;
}

/** Reads a response of the server half's routes. */
export async function readResponse(response: Response): Promise<Answer> {
  const body: unknown = await response.json();
  if (response.ok) return {session: isSession(body) ? body : null, code: null};
  const error = isObject(body) && isObject(body['error']) ? body['error'] : {};
  const inside = error['session'];
  return {session: isSession(inside) ? inside : null, code: String(error['code'] ?? response.status)};
}

/** Reads what one of the server half's functions rejected with. */
export function readRejection(error: unknown): Answer {
  if (!(error instanceof CheckoutError))
    return {session: null, code: error instanceof Error ? error.message : 'thrown'};
  return {session: error.session, code: error.code};
}
