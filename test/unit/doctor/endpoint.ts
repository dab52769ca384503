import type {Finding} from '../../../src/doctor/finding.ts';
import {examine, type CheckReport} from '../../../src/doctor/examine.ts';
import type {DoctorOptions} from '../../../src/doctor/check-context.ts';
import {createCheckout, type Order, type ProviderAdapter} from '../../../src/server/index.ts';
import {MONIME_SECRET, monimeWith} from '../server/signing.ts';
import {listen, MONIME_ORDER, type ProviderServer, startProvider} from '../server/shop.ts';

type Right = (request: Request) => Promise<Response>;

interface World {
  /** The session that the endpoint is looked at with. */
  id: string;
  origin: string;
  /** Of the sandbox. */
  provider: string;
}

/** One thing that is wrong about the endpoint, around the right one. */
export type Mistake = (request: Request, right: Right, world: World) => Response | Promise<Response>;

/** Another page that may embed the checkout. */
export const PAGE = 'http://page.localhost';

export interface Endpoint extends World {
  /** All that was asked, as `GET /checkout/sessions/scs-1`. */
  asked: string[];
  options: DoctorOptions;
}

/** The real server half over real HTTP, with the sandbox as its provider, and a mistake where there is one. */
export async function startEndpoint<P>(
  mistake: Mistake | null,
  adapterAt: (provider: ProviderServer) => ProviderAdapter<P>,
  order: Order<P>,
): Promise<Endpoint> {
  const provider = await startProvider();
  const asked: string[] = [];
  let handle: Right = async () => new Response(null, {status: 503});
  const origin = await listen((request) => {
    asked.push(`${request.method} ${new URL(request.url).pathname}`);
    return handle(request);
  });
  const checkout = createCheckout({
    provider: adapterAt(provider),
    origin,
    origins: [PAGE],
    createSession: () => order,
    onError: () => undefined,
  });
  const {id} = await checkout.create(order);
  const world = {id: id ?? '', origin, provider: provider.origin};
  handle = async (request) => (mistake ? mistake(request, checkout.fetch, world) : checkout.fetch(request));
  const options = {
    endpoint: `${origin}/checkout`,
    origin,
    sessionId: world.id,
    createBody: '{}',
    allowedHosts: [],
    webhookSecret: MONIME_SECRET,
    timeoutMs: 1000,
  };
  return {...world, asked, options};
}

export function startMonime(mistake: Mistake | null = null): Promise<Endpoint> {
  return startEndpoint(mistake, (provider) => monimeWith(provider, {framing: 'allowed'}), MONIME_ORDER);
}

export function findingsIn(reports: readonly CheckReport[]): readonly Finding[] {
  return reports.flatMap(({findings}) => findings);
}

/** What is found where the endpoint has this mistake. */
export async function codesOf(mistake: Mistake, options: Partial<DoctorOptions> = {}): Promise<string[]> {
  const endpoint = await startMonime(mistake);
  return findingsIn(await examine({...endpoint.options, ...options})).map(({code}) => code);
}
