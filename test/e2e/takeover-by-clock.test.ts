import {setTimeout as pause} from 'node:timers/promises';
import {expect, it} from 'vitest';
import {type Gesture, gesturesIn, type Outcome, type Scene} from './gestures.ts';
import {openMerchant, type Session} from './open-merchant.ts';
import {middleOfLink, openRendered, type RenderedPage, serveRendered, takenOver} from './rendered-page.ts';

/** How long what comes of a gesture may take, in milliseconds. */
const OUTCOME_TIMEOUT_MS = 15_000;
/** Time between the arrivals in two pages, in milliseconds: a widget that starts takes the processor for a while. */
const STAGGER_MS = 300;

const paragraphs = '<p>A line of the page</p>'.repeat(60);
const around = [`${paragraphs}<input id="before" />`, `<input id="after" />${paragraphs}`] as const;

const merchant = openMerchant();

interface Visit {
  gesture: Gesture;
  scene: Scene;
  session: Session;
  rendered: RenderedPage;
}

/** A customer before an order, whose script is held. */
async function enter(gesture: Gesture): Promise<Visit> {
  const [{page}, session] = await Promise.all([merchant.enter(), merchant.order('framed')]);
  const order = await merchant.get('framed', session.id);
  const rendered = serveRendered(merchant, order, {endpoint: 'framed', attributes: {mode: 'modal'}, around});
  await page.setViewport({width: 390, height: 700, hasTouch: true});
  await openRendered(page, rendered);
  const middle = await middleOfLink(page);
  // Notes each scroll position that is drawn from now on.
  await page.evaluate(() => {
    const positions = [scrollY];
    const note = () => {
      if (positions.at(-1) !== scrollY) positions.push(scrollY);
      document.body.dataset['positions'] = positions.join();
      requestAnimationFrame(note);
    };
    note();
  });
  return {gesture, session, rendered, scene: {page, ...middle, arrival: Infinity}};
}

/** Lets the script arrive after the delay, and the customer do something meanwhile; returns what comes of it. */
async function act({gesture, scene, session: {hostedUrl}, rendered}: Visit, delay: number): Promise<Outcome> {
  const {page} = scene;
  scene.arrival = performance.now() + delay;
  const acting = gesture.act(scene);
  const bringScript = async () => {
    await pause(delay);
    if (gesture.endsBefore) await acting;
    rendered.release();
  };
  await Promise.all([bringScript(), acting]);
  const isPaymentPage = () => page.url() === hostedUrl;
  if (!gesture.outcomes.includes('order')) {
    const hasDialog = () => page.$('.monime-checkout-dialog').catch(() => null);
    const isOpen = async () => isPaymentPage() || ((await hasDialog()) !== null && merchant.visitsOf(hostedUrl) > 0);
    await expect.poll(isOpen, {timeout: OUTCOME_TIMEOUT_MS}).toBe(true);
  }
  if (isPaymentPage()) return 'link';
  await takenOver(page);
  return (await page.$('.monime-checkout-dialog')) ? 'dialog' : 'order';
}

/** What is wrong after a gesture; null if nothing is. */
async function faultOf({gesture, scene, session}: Visit, outcome: Outcome): Promise<string | null> {
  const visits = merchant.visitsOf(session.hostedUrl);
  if (!gesture.outcomes.includes(outcome)) return `leads to the ${outcome}`;
  if (visits !== (outcome === 'order' ? 0 : 1)) return `opens the payment page ${visits} times`;
  if (outcome === 'link') return null;
  const noted = await scene.page.$eval('body', (body) => body.dataset['positions'] ?? '');
  const positions = noted.split(',').map(Number);
  const isSteady = positions.every((position, index) => index === 0 || position > (positions[index - 1] ?? 0));
  return isSteady && positions.length > 1 === (gesture.scrolls ?? false) ? null : `scrolls to ${noted}`;
}

it.each([
  [0, 'after'],
  [1000, 'across'],
  [5000, 'before'],
] as const)('the script comes after %i ms, and a customer may do anything %s it', async (delay, phase) => {
  const visits = await Promise.all(gesturesIn(phase).map(enter));
  const outcomes = await Promise.allSettled(
    visits.map((visit, index) => pause(index * STAGGER_MS).then(() => act(visit, delay))),
  );
  const faults = await Promise.all(
    outcomes.map(async (outcome, index) => {
      const visit = visits[index];
      if (!visit) return [];
      const fault = outcome.status === 'fulfilled' ? await faultOf(visit, outcome.value) : String(outcome.reason);
      const time = Math.round(performance.now() - visit.scene.arrival);
      return fault === null ? [] : [`${visit.gesture.name}: ${fault}, ${time} ms after the script`];
    }),
  );
  expect(faults.flat()).toEqual([]);
});
