import {idleTime, presentation} from '../../src/widget/controller/lazy-modules.ts';

/** Waits for what follows a session: it comes in the idle time after the order is drawn. */
export async function watched(): Promise<void> {
  await idleTime();
  await presentation.bring();
  await new Promise((resolve) => setTimeout(resolve));
}
