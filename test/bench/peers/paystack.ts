import {hostedPage} from '../hosted-page.ts';
import type {Peer} from './peer.ts';

const page = hostedPage({
  loaded: `say({event: 'loaded:checkout'})`,
  heard: `if (message?.type === 'inline:url') {
  say('bench-hosted');
  say({event: 'loaded:transaction', data: {id: 1, customer: {}, accessCode: 'ac_bench'}});
}`,
  close: `say({event: 'close', data: {status: 'abandoned'}})`,
});

function paystack(name: string, ready: string, code: string): Peer {
  return {
    name,
    package: '@paystack/inline-js',
    ready,
    files: {'inline.js': 'dist/inline.js'},
    head: `<script defer src="/${name}/inline.js"></script>`,
    body: '<button id="pay">Pay</button>',
    code: `let payments = 0;
const order = () => ({key: 'pk_test_bench', email: 'ama@shop.test', amount: 10000, reference: 'bench' + (payments += 1)});
const button = document.querySelector('#pay');
${code}
// Its frames stay in the page and are hidden.
const frames = () => [...document.querySelectorAll('iframe')];
bench.isClosed = () => frames().every(({style}) => style.display === 'none');
bench.close = () =>
  frames().findLast(({id}) => id.startsWith('inline-checkout-')).contentWindow.postMessage('bench-close', '*');
bench.ready.add();`,
    hosts: {'checkout.paystack.com': () => page},
    opens: true,
  };
}

/** As its quick start has it: all is made on the click. */
export const paystackOnClick = paystack(
  'paystack',
  'a click opens; no order',
  `button.addEventListener('click', () => new PaystackPop().newTransaction(order()));`,
);

/** Made with the page: the hosted page is fetched before anybody clicks. */
export const paystackPreload = paystack(
  'paystack-preload',
  'a click opens; no order',
  `const popup = new PaystackPop();
button.addEventListener('click', () => popup.newTransaction(order()));`,
);
