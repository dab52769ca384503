import {checkout} from './checkout.ts';

export const GET = checkout.fetch;
export const POST = checkout.fetch;
