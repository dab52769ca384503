import {Hono} from 'hono';
import {handle} from 'hono/aws-lambda';
import {checkout} from './checkout.ts';

const app = new Hono();
app.all('/checkout/*', (c) => checkout.fetch(c.req.raw));
export const handler = handle(app);
