import {afterEach, describe, expect, it, vi} from 'vitest';
import '../../../src/define.ts';
import type {MonimeCheckoutEventMap} from '../../../src/widget/events.ts';
import type {MonimeCheckoutElement} from '../../../src/widget/element/monime-checkout.ts';
import {sessionWith} from '../sessions.ts';

const session = sessionWith({accent: '#1155aa'});

/** Resolves with the next event of this type. */
export function next<Type extends keyof MonimeCheckoutEventMap>(
  checkout: MonimeCheckoutElement,
  type: Type,
): Promise<MonimeCheckoutEventMap[Type]> {
  return new Promise((resolve) => checkout.addEventListener(type, resolve, {once: true}));
}

/** Returns the texts in the element, without its styles. */
export function textOf(checkout: MonimeCheckoutElement): string {
  return (checkout.shadowRoot?.querySelector('.card')?.textContent ?? '').replaceAll(/\s+/g, ' ').trim();
}

/** Returns the open dialog; null if none is open. */
function openDialog(): HTMLDialogElement | null {
  const dialog = document.querySelector('.monime-checkout-dialog')?.shadowRoot?.querySelector('dialog');
  return dialog?.open ? dialog : null;
}

/** Adds an element with the session in the page, once its order is drawn. */
export async function drawn(changes: Partial<MonimeCheckoutElement> = {}): Promise<MonimeCheckoutElement> {
  const checkout = document.createElement('monime-checkout');
  Object.assign(checkout, {session, ...changes});
  const ready = next(checkout, 'monime-ready');
  document.body.append(checkout);
  await ready;
  await checkout.updateComplete;
  return checkout;
}

/** Answers every request with this JSON. */
function stubFetch(json: unknown, status = 200) {
  const fetch = vi.fn<(url: string) => Promise<Response>>(async () => Response.json(json, {status}));
  vi.stubGlobal('fetch', fetch);
  return fetch;
}

/** Makes `window.open()` return this. */
export function stubOpen(result: unknown) {
  const open = vi.fn<(...args: unknown[]) => unknown>(() => result);
  vi.stubGlobal('open', open);
  return open;
}

/** The cases that hold in each DOM. */
export function checkElement(): void {
  afterEach(() => {
    vi.unstubAllGlobals();
    document.body.replaceChildren();
    vi.restoreAllMocks();
  });

  describe('the order', () => {
    it('is drawn from the session property', async () => {
      const checkout = await drawn();
      expect(textOf(checkout)).toMatch(/Kola Nut Books.*SLE 25\.50.*Pay SLE 25\.50/);
      const card = checkout.shadowRoot?.querySelector<HTMLElement>('.card');
      expect(card?.style.getPropertyValue('--_accent')).toBe('#1155aa');
      expect(card?.getAttribute('style')).not.toContain('null');
    });

    it('is drawn from the JSON inside of the element', async () => {
      document.body.innerHTML = `<monime-checkout>
        <script type="application/json">${JSON.stringify(session)}</script>
      </monime-checkout>`;
      const checkout = document.querySelector('monime-checkout');
      await vi.waitFor(() => expect(checkout && textOf(checkout)).toContain('Pay SLE 25.50'));
    });

    it('is drawn from the endpoint, with the time left', async () => {
      const expiresAt = new Date(Date.now() + 1_800_000).toISOString();
      const fetch = stubFetch({...session, expiresAt, serverTime: new Date()});
      document.body.innerHTML = '<monime-checkout session-id="scs-1" endpoint="/checkout">';
      const checkout = document.querySelector('monime-checkout');
      await vi.waitFor(() => expect(checkout && textOf(checkout)).toMatch(/Pay SLE 25\.50.*29 min left/));
      expect(fetch.mock.calls.map(([url]) => url)).toEqual(['/checkout/sessions/scs-1']);
      expect(checkout?.phase).toBe('ready');
    });

    it('is drawn from an older answer, and not from one that is older than what it shows', async () => {
      const serverTime = new Date();
      const answerOf = (title: string, age: number) =>
        Object.assign({...session, title, serverTime}, {readAt: new Date(serverTime.getTime() - age * 1000)});
      const answers = [answerOf('The first', 60), answerOf('An older one', 90), answerOf('A newer one', 1)];
      const fetch = vi.fn<() => Promise<Response>>(async () => Response.json(answers.shift()));
      vi.stubGlobal('fetch', fetch);
      document.body.innerHTML = '<monime-checkout session-id="scs-1" endpoint="/checkout">';
      const checkout = document.querySelector('monime-checkout');
      await vi.waitFor(() => expect(checkout && textOf(checkout)).toMatch(/The first.*Pay SLE 25\.50/));
      for (const [count, title] of [
        [2, 'The first'],
        [3, 'A newer one'],
      ] as const) {
        checkout?.reload();
        await vi.waitFor(() => expect(fetch).toHaveBeenCalledTimes(count));
        await vi.waitFor(() => expect(checkout?.phase).toBe('ready'));
        await checkout?.updateComplete;
        expect(checkout && textOf(checkout)).toContain(title);
      }
    });

    it("is drawn with the page's own colours", async () => {
      const style = document.createElement('style');
      style.textContent = 'monime-checkout {--monime-checkout-accent: #123456; --monime-checkout-text: #111}';
      document.body.append(style);
      expect(textOf(await drawn())).toContain('Pay SLE 25.50');
    });
  });

  it('fires monime-error and says what is wrong', async () => {
    stubFetch({error: {code: 'not_found', message: 'There is no such session.'}}, 404);
    const checkout = document.createElement('monime-checkout');
    Object.assign(checkout, {sessionId: 'scs-1', endpoint: '/checkout'});
    const failed = next(checkout, 'monime-error');
    document.body.append(checkout);
    expect((await failed).error.code).toBe('not_found');
    await checkout.updateComplete;
    expect(checkout.shadowRoot?.querySelector('[part~="message"]')?.textContent).toMatch(/\w/);
  });

  it('connects to the payment page once the customer may pay', async () => {
    vi.stubGlobal('fetch', async () => {
      await import('../../../src/widget/preload/preload.ts');
      return Response.json(session);
    });
    const onError = vi.fn<() => void>();
    const checkout = document.createElement('monime-checkout');
    Object.assign(checkout, {sessionId: 'scs-1', endpoint: '/checkout', preload: 'intent'});
    checkout.addEventListener('monime-error', onError);
    const ready = next(checkout, 'monime-ready');
    document.body.append(checkout);
    await ready;
    await checkout.updateComplete;
    checkout.dispatchEvent(new Event('focusin'));
    expect(document.querySelector<HTMLLinkElement>('link[rel="preconnect"]')?.href).toContain(
      'https://checkout.monime.io',
    );
    expect(onError).not.toHaveBeenCalled();
  });

  describe('open()', () => {
    it('opens the window, and hears that the order is paid', async () => {
      const open = stubOpen({closed: false, close: () => {}});
      stubFetch({...session, status: 'completed'});
      const checkout = await drawn({endpoint: '/checkout'});
      const opened = next(checkout, 'monime-open');
      const onFallback = vi.fn<() => void>();
      checkout.addEventListener('monime-fallback', onFallback);
      checkout.open();
      expect((await opened).surface).toBe('popup');
      expect(open.mock.calls).toEqual([[session.hostedUrl, '_blank', expect.any(String)]]);
      const paid = next(checkout, 'monime-complete');
      checkout.close();
      expect((await paid).session.status).toBe('completed');
      await checkout.updateComplete;
      expect(textOf(checkout)).toContain('Payment received');
      expect(onFallback).not.toHaveBeenCalled();
    });

    it('hears from an older answer that the order is paid, and not that it can be paid again', async () => {
      stubOpen({closed: false, close: () => {}});
      const serverTime = new Date();
      const older = {...session, serverTime, readAt: new Date(serverTime.getTime() - 60_000)};
      const answers = [older, {...older, status: 'completed'}];
      vi.stubGlobal('fetch', async () => Response.json(answers.shift()));
      const checkout = await drawn({endpoint: '/checkout'});
      const phases: string[] = [];
      checkout.addEventListener('monime-change', ({phase}) => phases.push(phase));
      const paid = next(checkout, 'monime-complete');
      checkout.open();
      checkout.close();
      expect((await paid).session.status).toBe('completed');
      expect(answers).toEqual([]);
      expect(phases).toEqual(['presenting', 'confirming', 'settled']);
    });

    it('falls back to a link without a window, in a dialog that closes', async () => {
      stubOpen(null);
      const checkout = await drawn();
      const fallback = next(checkout, 'monime-fallback');
      checkout.open();
      expect(await fallback).toMatchObject({from: 'popup', to: 'link', reason: 'popup_blocked'});
      await vi.waitFor(() => expect(openDialog()?.textContent).toContain('Open the payment page'));
      expect(openDialog()?.querySelector('a')?.href).toBe(session.hostedUrl);
      const closed = Promise.all([next(checkout, 'monime-beforeclose'), next(checkout, 'monime-close')]);
      openDialog()?.querySelector<HTMLElement>('[part="close-button"]')?.click();
      await closed;
      expect(openDialog()).toBeNull();
      expect(document.documentElement.style.overflow).toBe('');
    });

    it.each(['modal', 'inline', 'qr'] as const)('shows and closes the mode %s', async (mode) => {
      const checkout = await drawn({mode});
      const onError = vi.fn<() => void>();
      checkout.addEventListener('monime-error', onError);
      const shows = {modal: () => openDialog()?.querySelector('iframe'), inline: '[part="frame"]', qr: '[part="qr"]'}[
        mode
      ];
      checkout.open();
      const found = () => (typeof shows === 'string' ? checkout.shadowRoot?.querySelector(shows) : shows());
      await vi.waitFor(() => expect(found()).toBeTruthy());
      const closed = next(checkout, 'monime-close');
      checkout.close();
      await closed;
      expect(found() ?? null).toBeNull();
      expect(onError).not.toHaveBeenCalled();
    });
  });

  it('leaves no error behind if the DOM goes while a dialog is open', async () => {
    stubOpen(null);
    const fetch = stubFetch(session);
    const checkout = await drawn({endpoint: '/checkout'});
    checkout.open();
    await vi.waitFor(() => expect(fetch).toHaveBeenCalled(), {timeout: 5000});
    expect(openDialog()).not.toBeNull();
    const gone = document;
    for (const name of ['document', 'navigator', 'Event', 'removeEventListener']) vi.stubGlobal(name, undefined);
    gone.body.replaceChildren();
    // Vitest fails the run if a microtask throws.
    await Promise.resolve();
  });
}
