import {expect, it} from 'vitest';
import * as z from 'zod/mini';
import {closes, sees} from './customer.ts';
import {payByCard} from './hosted.ts';
import {element, endpointOf, openMerchant, SCRIPT} from './open-merchant.ts';

const merchant = openMerchant();

/** What Chromium tells of an animation: its name when it begins, later what kept it from the compositor. */
const Trace = z.object({
  traceEvents: z.array(
    z.object({
      name: z.string(),
      id2: z.optional(z.object({local: z.optional(z.string())})),
      args: z.object({
        data: z.optional(z.object({displayName: z.optional(z.string()), compositeFailed: z.optional(z.number())})),
      }),
    }),
  ),
});

/** The animations by keyframes, each with the reasons for which the page's own thread has to draw it; 0 is none. */
function animationsIn(trace: Uint8Array): [name: string, reasons: number][] {
  const {traceEvents} = Trace.parse(JSON.parse(new TextDecoder().decode(trace)));
  const animations = traceEvents.filter(({name}) => name === 'Animation');
  return ['dim', 'turn'].flatMap((name) =>
    animations
      .filter(({args}) => args.data?.displayName === name)
      .map(({id2}): [string, number] => {
        const told = animations.filter((event) => event.id2?.local === id2?.local);
        return [name, Math.max(0, ...told.map(({args}) => args.data?.compositeFailed ?? 0))];
      }),
  );
}

it('leaves the thread of the page to the hosted page: what turns while a customer pays costs it nothing', async () => {
  const customer = await merchant.enter();
  const {page} = customer;
  const {id} = await merchant.order('monime');
  await page.goto(merchant.serve(SCRIPT + element(endpointOf('monime'), `session-id="${id}" mode="popup"`)));
  await customer.hears('ready');
  await page.tracing.start({
    categories: ['disabled-by-default-devtools.timeline', 'devtools.timeline', 'blink.animations'],
  });
  const popup = await customer.popup(() => customer.pay(91.5, 'SLE'));
  await sees(page, 'Continue in the payment window');
  const trace = await page.tracing.stop();
  // One turns in the waiting room; behind it nothing moves.
  expect(trace && animationsIn(trace)).toEqual([
    ['dim', 0],
    ['turn', 0],
  ]);
  await payByCard(popup, '91.50');
  await closes(popup);
});
