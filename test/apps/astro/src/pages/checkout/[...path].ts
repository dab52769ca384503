import type {APIRoute} from 'astro';
import {checkout} from '../../lib/checkout';

export const prerender = false;
export const ALL: APIRoute = ({request}) => checkout.fetch(request);
