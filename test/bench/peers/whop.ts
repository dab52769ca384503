import {hostedPage} from '../hosted-page.ts';
import type {Peer} from './peer.ts';

const page = hostedPage({
  loaded: `say({event: 'resize', height: 600}); say({event: 'state', state: 'ready'})`,
});

/** A loader that brings the rest, which watches the page for elements that name a plan. */
export const whop: Peer = {
  name: 'whop',
  package: '@whop/checkout',
  ready: 'a click opens; no order',
  files: {'loader.js': 'dist/static/checkout/loader.js', 'index.js': 'dist/static/checkout/index.js'},
  head: '<script defer src="/whop/loader.js"></script>',
  body: '<button id="pay">Pay</button><div id="place"></div>',
  code: `const place = document.querySelector('#place');
document.querySelector('#pay').addEventListener('click', () => {
  const plan = document.createElement('div');
  Object.assign(plan.dataset, {whopCheckoutPlanId: 'plan_bench', whopCheckoutSkipUtm: 'true'});
  place.append(plan);
});
bench.close = () => place.replaceChildren();
if (window.wco?.listening) bench.ready.add();
else document.querySelector('script[src$="/whop/index.js"]').addEventListener('load', () => bench.ready.add());`,
  hosts: {'whop.com': () => page},
  opens: true,
};
