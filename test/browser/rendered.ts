import type {RenderOptions} from '../../src/server/rendering/render-checkout.ts';

/** What the server half renders for a session. */
export async function renderedHtml(session: unknown, options: RenderOptions): Promise<string> {
  const response = await fetch('/__rendered', {method: 'POST', body: JSON.stringify([session, options])});
  const html = await response.text();
  if (!response.ok) throw new Error(html);
  return html;
}

/** Parses HTML as a page is parsed, with declarative shadow roots, but without running the element. */
export function parsed(html: string): HTMLElement {
  const page = document.implementation.createHTMLDocument();
  page.body.setHTMLUnsafe(html);
  const element = page.querySelector<HTMLElement>('monime-checkout');
  if (!element) throw new Error(`There is no element in ${html}`);
  return element;
}
