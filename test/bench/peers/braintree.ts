import {readFileSync} from 'node:fs';
import {minify} from 'vite';
import {scriptAsset} from '../assets.ts';
import {installedPath} from '../installed.ts';
import type {Peer} from './peer.ts';

const FILE = 'dropin.js';

/** No more than its script: what follows needs its servers. The package has it at full length, so it is made small. */
export const braintree: Peer = {
  name: 'braintree',
  package: 'braintree-web-drop-in',
  ready: 'its script has run; nothing is drawn',
  build: async () => {
    const source = readFileSync(installedPath('braintree-web-drop-in/dist/browser/dropin.js'), 'utf8');
    const {code} = await minify(FILE, source);
    return {[FILE]: scriptAsset(code)};
  },
  head: `<script defer src="/braintree/${FILE}"></script>`,
  body: '<div id="place"></div>',
  code: `if (braintree.dropin.create) bench.ready.add();`,
  hosts: {},
  opens: false,
};
