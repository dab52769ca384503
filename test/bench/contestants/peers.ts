import {type Asset, fileAsset} from '../assets.ts';
import type {Contestant} from '../contestant.ts';
import {installedPath, installedVersion} from '../installed.ts';
import {adyen} from '../peers/adyen.ts';
import {braintree} from '../peers/braintree.ts';
import {dintero} from '../peers/dintero.ts';
import {dodo} from '../peers/dodo.ts';
import {paystackOnClick, paystackPreload} from '../peers/paystack.ts';
import type {Peer} from '../peers/peer.ts';
import {polar} from '../peers/polar.ts';
import {primer} from '../peers/primer.ts';
import {shopify} from '../peers/shopify.ts';
import {whop} from '../peers/whop.ts';
import {zoid} from '../peers/zoid.ts';

const PEERS = [adyen, braintree, dintero, dodo, paystackOnClick, paystackPreload, polar, primer, shopify, whop, zoid];

async function filesOf({name, package: from, files = {}, build}: Peer): Promise<Record<string, Asset>> {
  const ready = Object.entries(files).map(
    ([file, path]) => [file, fileAsset(installedPath(`${from}/${path}`))] as const,
  );
  const made = Object.entries((await build?.()) ?? {});
  return Object.fromEntries([...ready, ...made].map(([file, asset]) => [`/${name}/${file}`, asset]));
}

/**
 * Other checkouts, as far as they can be had.
 * @returns beside them the names of those that cannot
 */
export async function peers(wanted: (name: string) => boolean): Promise<{found: Contestant[]; missing: string[]}> {
  const found: Contestant[] = [];
  const missing: string[] = [];
  for (const peer of PEERS.filter(({name}) => wanted(name))) {
    const {name, ready, head, body, code, hosts, opens} = peer;
    const version = installedVersion(peer.package);
    const files = version === null ? null : await filesOf(peer).catch(() => null);
    if (version === null || !files) {
      missing.push(name);
      continue;
    }
    found.push({
      name,
      kind: 'peer',
      measured: opens ? ['load', 'leaks'] : ['load'],
      version,
      ready,
      files,
      head: `${head}<script type="module">${code}</script>`,
      body,
      strict: false,
      hosts,
      opens,
    });
  }
  return {found, missing};
}
