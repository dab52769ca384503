import type {Handle} from '@sveltejs/kit/hooks';

/** Refuses forms from other sites, except below /checkout/. */
export const handle: Handle = ({event, resolve}) => {
  const {request, url} = event;
  const origin = request.headers.get('origin');
  const isSafe = ['GET', 'HEAD', 'OPTIONS'].includes(request.method) || url.pathname.startsWith('/checkout/');
  if (isSafe || origin === null || origin === url.origin) return resolve(event);
  return new Response('Forms from other sites are forbidden', {status: 403});
};
