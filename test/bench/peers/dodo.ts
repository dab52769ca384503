import {hostedPage} from '../hosted-page.ts';
import type {Peer} from './peer.ts';

const HOST = 'test.checkout.dodopayments.com';
const page = hostedPage({
  loaded: `say({event_type: 'checkout.opened', data: {}})`,
  close: `say({event_type: 'checkout.closed', data: {}})`,
});

export const dodo: Peer = {
  name: 'dodo',
  package: 'dodopayments-checkout',
  ready: 'a click opens; no order',
  files: {'dodo.js': 'dist/index.js'},
  head: '<script defer src="/dodo/dodo.js"></script>',
  body: '<button id="pay">Pay</button>',
  code: `const {DodoPayments} = DodoPaymentsCheckout;
DodoPayments.Initialize({mode: 'test', displayType: 'overlay', onEvent() {}});
document.querySelector('#pay').addEventListener('click', () =>
  DodoPayments.Checkout.open({checkoutUrl: 'https://${HOST}/session/cks_${'a'.repeat(21)}'}));
bench.ready.add();`,
  hosts: {[HOST]: () => page},
  opens: true,
};
