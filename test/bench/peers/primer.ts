import {readdirSync} from 'node:fs';
import {fileAsset} from '../assets.ts';
import {installedPath} from '../installed.ts';
import type {Peer} from './peer.ts';

const DIST = '@primer-io/primer-js/dist';

/** Made with Lit as well. No more than its elements: what follows needs its servers. */
export const primer: Peer = {
  name: 'primer',
  package: '@primer-io/primer-js',
  ready: 'its elements are known; nothing is drawn',
  files: {'primer-loader.js': 'dist/primer-loader.js'},
  build: async () => {
    const chunks = readdirSync(installedPath(`${DIST}/chunks`)).filter((file) => file.endsWith('.js'));
    return Object.fromEntries(
      chunks.map((file) => [`chunks/${file}`, fileAsset(installedPath(`${DIST}/chunks/${file}`))]),
    );
  },
  head: '<link rel="modulepreload" href="/primer/primer-loader.js">',
  body: '<div id="place"></div>',
  code: `import {loadPrimer} from '/primer/primer-loader.js';
await loadPrimer();
await customElements.whenDefined('primer-checkout');
bench.ready.add();`,
  hosts: {},
  opens: false,
};
