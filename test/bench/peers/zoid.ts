import {fileAsset} from '../assets.ts';
import {hostedPage} from '../hosted-page.ts';
import {installedPath} from '../installed.ts';
import type {Peer} from './peer.ts';

const HOST = 'zoid.test';
const FILE = 'dist/zoid.frame.min.js';
const COMPONENT = `zoid.create({tag: 'bench-zoid', url: 'https://${HOST}/pay', dimensions: {width: '400px', height: '600px'}})`;
const page = hostedPage({head: `<script src="/zoid.js"></script><script>${COMPONENT}</script>`});

/** What frames of checkouts are made with: the hosted page runs the same library, and they shake hands. */
export const zoid: Peer = {
  name: 'zoid',
  package: 'zoid',
  ready: 'a click opens; no order',
  files: {'zoid.js': FILE},
  head: '<script defer src="/zoid/zoid.js"></script>',
  body: '<button id="pay">Pay</button><div id="place"></div>',
  code: `const Component = ${COMPONENT};
const place = document.querySelector('#place');
let shown, rendering;
document.querySelector('#pay').addEventListener('click', () => {
  shown = Component({});
  rendering = shown.render('#place').catch(() => {});
});
bench.close = async () => {
  await rendering;
  await shown.close();
  place.replaceChildren();
};
bench.ready.add();`,
  hosts: {[HOST]: ({pathname}) => (pathname === '/zoid.js' ? fileAsset(installedPath(`zoid/${FILE}`)) : page)},
  opens: true,
};
