import {fill, press, sees, type View} from './customer.ts';

/**
 * Pays PayMongo's hosted page, as the customer does.
 * @param isSlowToLeave whether the last page is busy for 480 ms as it is left: the return page then arrives that much later
 */
export async function payByGCash(hosted: View, amount: string, isSlowToLeave = false): Promise<void> {
  await press(hosted, 'GCash', 'radio');
  await press(hosted, `Pay PHP ${amount}`);
  if (isSlowToLeave) {
    await sees(hosted, 'Authorise payment');
    await hosted.evaluate(() =>
      addEventListener('pagehide', () => {
        for (const start = performance.now(); performance.now() < start + 480;);
      }),
    );
  }
  await press(hosted, 'Authorise payment');
}

/** Pays Monime's hosted page, as the customer does. */
export async function payByCard(hosted: View, amount: string): Promise<void> {
  await press(hosted, 'Card', 'radio');
  await fill(hosted, 'Card number', '4343 4343 4343 4345');
  await press(hosted, `Pay SLE ${amount}`);
}
