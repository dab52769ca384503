import {checkout} from '../../../lib/checkout';

export const GET = checkout.fetch;
export const POST = checkout.fetch;
