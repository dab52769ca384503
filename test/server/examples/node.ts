import {createServer} from 'node:http';
import {getRequestListener} from '@hono/node-server';
import {checkout} from './checkout.ts';

const listener = getRequestListener(checkout.fetch);
export const server = createServer((request, response) => {
  if (request.url?.startsWith('/checkout/')) void listener(request, response);
  else response.end('The rest of the shop');
}).listen(Number(process.env.PORT ?? 3000));
