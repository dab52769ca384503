import type {Asset} from '../assets.ts';
import type {Host} from '../contestant.ts';

/** Another checkout for web pages, as its documents say to use it. What it may not ask the network for is played. */
export interface Peer {
  name: string;
  /** Its package. */
  package: string;
  /** What can be done once it is ready. */
  ready: string;
  /** Files of the package that the page fetches, by their name on the shop. */
  files?: Readonly<Record<string, string>>;
  /** Files that have to be made of it first. */
  build?(): Promise<Readonly<Record<string, Asset>>>;
  head: string;
  body: string;
  /** The merchant's code, a module: it calls `bench.ready.add()`. */
  code: string;
  hosts: Readonly<Record<string, Host>>;
  opens: boolean;
}
