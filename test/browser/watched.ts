import {flowModule} from '../../src/widget/controller/lazy-modules.ts';
import {whenIdle} from '../../src/widget/dom/idle.ts';

/** Waits for what follows a session: it comes in the idle time after the order is drawn. */
export async function watched(): Promise<void> {
  await whenIdle();
  await flowModule.load();
  await new Promise((resolve) => setTimeout(resolve));
}
