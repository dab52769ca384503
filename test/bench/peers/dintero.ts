import {hostedPage} from '../hosted-page.ts';
import type {Peer} from './peer.ts';

const SESSION = 'T11223344.bench';
const page = hostedPage({
  loaded: `say({type: 'SessionLoaded', sid: '${SESSION}', session: {}});
say({type: 'HeightChanged', sid: '${SESSION}', height: 600})`,
});

/** Has no dialog: the click puts its frame into the page. */
export const dintero: Peer = {
  name: 'dintero',
  package: '@dintero/checkout-web-sdk',
  ready: 'a click opens; no order',
  files: {'dintero.js': 'dist/dintero-checkout-web-sdk.umd.min.js'},
  head: '<script defer src="/dintero/dintero.js"></script>',
  body: '<button id="pay">Pay</button><div id="place"></div>',
  code: `let embedding;
document.querySelector('#pay').addEventListener('click', () => {
  embedding = dintero.embed({container: document.querySelector('#place'), sid: '${SESSION}', onSession() {}});
});
bench.close = async () => (await embedding).destroy();
bench.ready.add();`,
  hosts: {'checkout.dintero.com': () => page},
  opens: true,
};
