import {assetOf, JSON_TYPE} from '../assets.ts';
import type {Peer} from './peer.ts';

const HOST = 'shopify.test';
const price = {amount: '15.00', currencyCode: 'SLE'};
const pageInfo = {hasNextPage: false, hasPreviousPage: false};
const variant = {
  id: 'gid://shopify/ProductVariant/1',
  title: 'Default Title',
  price,
  priceV2: price,
  weight: 0,
  available: true,
  sku: '',
  compareAtPrice: null,
  compareAtPriceV2: null,
  image: null,
  selectedOptions: [{name: 'Title', value: 'Default Title'}],
  unitPrice: null,
  unitPriceMeasurement: null,
};
const product = {
  __typename: 'Product',
  id: 'gid://shopify/Product/1',
  availableForSale: true,
  createdAt: '2026-01-01T00:00:00Z',
  updatedAt: '2026-01-01T00:00:00Z',
  publishedAt: '2026-01-01T00:00:00Z',
  description: '',
  descriptionHtml: '',
  handle: 'book',
  productType: '',
  title: 'Book',
  vendor: 'Kola Nut Books',
  onlineStoreUrl: null,
  options: [{id: 'gid://shopify/ProductOption/1', name: 'Title', values: ['Default Title']}],
  images: {pageInfo, edges: []},
  variants: {pageInfo, edges: [{cursor: '1', node: variant}]},
};
const answer = assetOf(JSON.stringify({data: {node: product}}), JSON_TYPE);

/** The buy button: one product, which it fetches. Its checkout is a window, which is not measured. */
export const shopify: Peer = {
  name: 'shopify',
  package: '@shopify/buy-button-js',
  ready: 'one product is drawn',
  files: {'buybutton.js': 'dist/buybutton.min.js'},
  head: '<script defer src="/shopify/buybutton.js"></script>',
  body: '<div id="place"></div>',
  code: `const client = ShopifyBuy.buildClient({domain: '${HOST}', storefrontAccessToken: 'bench'});
const place = document.querySelector('#place');
await ShopifyBuy.UI.init(client).createComponent('product', {id: '1', node: place, options: {product: {contents: {img: false}}}});
if (place.querySelector('iframe').contentDocument.querySelector('button.shopify-buy__btn')) bench.ready.add();`,
  hosts: {[HOST]: ({pathname}, method) => (method === 'POST' && pathname.endsWith('/graphql') ? answer : null)},
  opens: false,
};
