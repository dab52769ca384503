import {checkout} from '#lib/server/checkout.ts';
import type {RequestHandler} from './$types';

export const fallback: RequestHandler = ({request}) => checkout.fetch(request);
