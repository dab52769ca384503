import {assetOf, HTML, JSON_TYPE, scriptAsset} from '../assets.ts';
import {bundle} from '../bundle.ts';
import type {Host} from '../contestant.ts';
import {installedPath} from '../installed.ts';
import type {Peer} from './peer.ts';

const nothing = assetOf('{}', JSON_TYPE);
const picture = assetOf('<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>', 'image/svg+xml');
const fields = assetOf('<!doctype html><title>Fields</title>', HTML);

const host: Host = ({pathname}) => {
  if (pathname.endsWith('.json')) return nothing;
  if (pathname.endsWith('.svg')) return picture;
  return pathname.includes('securedFields') ? fields : null;
};

/** The drop-in with a form for cards; the frames that hold its fields are empty. */
export const adyen: Peer = {
  name: 'adyen',
  package: '@adyen/adyen-web',
  ready: 'a form for cards is drawn',
  files: {'adyen.css': 'dist/es/adyen.css'},
  build: async () => ({
    'adyen.js': scriptAsset(
      await bundle(installedPath('bench-adyen.js'), {
        format: 'es',
        code: `export {AdyenCheckout, Card, Dropin} from '@adyen/adyen-web';`,
      }),
    ),
  }),
  head: '<link rel="stylesheet" href="/adyen/adyen.css"><link rel="modulepreload" href="/adyen/adyen.js">',
  body: '<div id="place"></div>',
  code: `import {AdyenCheckout, Card, Dropin} from '/adyen/adyen.js';
const checkout = await AdyenCheckout({
  environment: 'test',
  clientKey: 'test_${'A'.repeat(32)}',
  locale: 'en-US',
  countryCode: 'NL',
  amount: {value: 1000, currency: 'EUR'},
  analytics: {enabled: false},
  paymentMethodsResponse: {paymentMethods: [{type: 'scheme', name: 'Cards', brands: ['visa', 'mc']}]},
});
new Dropin(checkout, {paymentMethodComponents: [Card], onReady: () => bench.ready.add()}).mount('#place');`,
  hosts: {
    'checkoutshopper-test.adyen.com': host,
    'checkoutshopper-test.cdn.adyen.com': host,
    'checkoutanalytics-test.adyen.com': host,
  },
  opens: false,
};
