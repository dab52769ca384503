import {hostedPage} from '../hosted-page.ts';
import type {Peer} from './peer.ts';

const page = hostedPage({
  loaded: `say({type: 'POLAR_CHECKOUT', event: 'loaded'})`,
  close: `say({type: 'POLAR_CHECKOUT', event: 'close'})`,
});

/** Believes messages of polar.sh alone. */
export const polar: Peer = {
  name: 'polar',
  package: '@polar-sh/checkout',
  ready: 'a click opens; no order',
  files: {'polar.js': 'dist/embed.global.js'},
  head: '<script defer data-auto-init src="/polar/polar.js"></script>',
  body: '<a id="pay" href="https://polar.sh/checkout/polar_cl_bench" data-polar-checkout data-polar-checkout-theme="light">Pay</a>',
  code: `document.addEventListener('DOMContentLoaded', () => bench.ready.add());`,
  hosts: {'polar.sh': () => page},
  opens: true,
};
