import type {LitElement} from 'lit';

/** Moves the focus to the status if closing the dialog has left it on the body. */
export async function restoreFocus(element: LitElement): Promise<void> {
  await element.updateComplete;
  const {activeElement, body} = document;
  if (activeElement === null || activeElement === body)
    element.renderRoot.querySelector<HTMLElement>('.status')?.focus();
}
