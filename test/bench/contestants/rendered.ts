import {createCheckout, monime, widgetScripts} from 'monime-checkout/server';
import {checkoutStylesheet, renderCheckout} from 'monime-checkout/server/render';
import {type Asset, assetOf} from '../assets.ts';
import {type Contestant, NONCE} from '../contestant.ts';
import {SHOP} from '../servers.ts';
import {sessionOf} from '../session.ts';

type RenderedPage = Pick<Contestant, 'head' | 'body' | 'setup'>;

const endpoint = '/checkout';
const attributes = {mode: 'modal'};
const setup = 'bench.watchRendered();';

/** The card's style sheet as the server half sends it. */
async function stylesheet(path: string): Promise<Asset> {
  const {fetch} = createCheckout({
    provider: monime({token: 'mon_bench', spaceId: 'spc-bench', webhookSecret: 'the-webhook-secret-of-the-benchmark'}),
    origin: SHOP,
  });
  const response = await fetch(new Request(new URL(path, SHOP)));
  if (!response.ok) throw new Error(`The style sheet ${path} was answered with ${response.status}.`);
  return assetOf(await response.text(), response.headers.get('Content-Type') ?? '');
}

/** An order of so many items in the page's HTML, with its style. */
export function renderedInline(items: number): RenderedPage {
  return {
    head: widgetScripts('/monime/'),
    body: renderCheckout(sessionOf(items), {endpoint, lang: 'en', nonce: NONCE, attributes}),
    setup,
  };
}

/** The same with a linked style sheet, which the head preloads. */
export async function renderedLinked(items: number): Promise<RenderedPage & Pick<Contestant, 'files'>> {
  const session = sessionOf(items);
  const path = checkoutStylesheet(session, {endpoint});
  return {
    head: `<link rel="preload" as="style" href="${path}">${widgetScripts('/monime/')}`,
    body: renderCheckout(session, {endpoint, lang: 'en', attributes}),
    files: {[path]: await stylesheet(path)},
    setup,
  };
}
