import type {MiddlewareHandler} from 'astro';

/** Refuses forms from other sites, except below /checkout/. */
export const onRequest: MiddlewareHandler = ({request, url, isPrerendered}, next) => {
  if (isPrerendered || ['GET', 'HEAD', 'OPTIONS'].includes(request.method)) return next();
  const origin = request.headers.get('origin');
  if (url.pathname.startsWith('/checkout/') || origin === null || origin === url.origin) return next();
  return new Response('Forms from other sites are forbidden', {status: 403});
};
