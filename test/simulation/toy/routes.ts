import {CheckoutError} from '../../../src/core/error.ts';
import type {AccountOptions, CheckoutSession, Order, ServiceOptions} from '../contract.ts';
import type {ToyBug} from './record.ts';

interface Actions {
  create: (order: Order<AccountOptions>, key: string) => Promise<CheckoutSession>;
  find: (id: string) => Promise<CheckoutSession>;
  settle: (id: string) => Promise<CheckoutSession>;
}

function failed(error: unknown, status: number): Response {
  const code = error instanceof CheckoutError ? error.code : 'provider_unavailable';
  return Response.json({error: {code}}, {status});
}

export function toyRoutes(
  {createSession, authorize, provider, onError}: ServiceOptions,
  actions: Actions,
  bugs: ReadonlySet<ToyBug>,
) {
  async function guarded(request: Request, session: CheckoutSession): Promise<Response> {
    return (await authorize?.(request, session))
      ? Response.json(session)
      : failed(new CheckoutError('not_allowed', 'No.'), 403);
  }

  async function webhook(request: Request): Promise<Response> {
    const id = provider.webhooks?.read(await request.json())?.session ?? '';
    if (bugs.has('acknowledges before it reads')) {
      void actions.settle(id).catch(() => undefined);
      return Response.json({});
    }
    try {
      const {status} = await actions.settle(id);
      // A replica of the provider may lag behind its webhook.
      return status === 'open' || status === 'processing' ? failed(null, 503) : Response.json({});
    } catch (error) {
      const isForeign = error instanceof CheckoutError && error.code === 'not_found';
      return isForeign ? Response.json({}) : failed(error, 503);
    }
  }

  return async (request: Request): Promise<Response> => {
    const {pathname} = new URL(request.url);
    try {
      if (pathname.endsWith('/webhooks')) return await webhook(request);
      if (pathname.includes('/return/')) return Response.json({});
      if (request.method === 'POST') {
        const key = request.headers.get('Idempotency-Key') ?? '';
        return await guarded(request, await actions.create(createSession(request), key));
      }
      return await guarded(request, await actions.find(pathname.split('/').at(-1) ?? ''));
    } catch (error) {
      onError(error);
      return failed(error, 503);
    }
  };
}
