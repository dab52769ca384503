import type {Asset} from './assets.ts';

/** Nonce of inline styles that the strict policy allows. */
export const NONCE = 'YmVuY2g';

/** What stands in for a host that is not the shop's. */
export type Host = (url: URL, method: string) => Asset | null;

/** What is measured. */
export type Measured = 'load' | 'intent' | 'items' | 'many' | 'leaks' | 'idle';

/** One way to sell on a page. */
export interface Contestant {
  name: string;
  kind: 'control' | 'floor' | 'ours' | 'peer';
  version?: string;
  /** Where it takes part. */
  measured: readonly Measured[];
  /** What can be done once it is ready. */
  ready: string;
  /** Files on the shop's host, by path. */
  files: Readonly<Record<string, Asset>>;
  /** HTML. `{id}` stands for the session's id. */
  head: string;
  body: string;
  /** Whether it stands under the strict policy. */
  strict: boolean;
  /** The hosts it asks, beside the shop's. */
  hosts: Readonly<Record<string, Host>>;
  /** Code of the bench that runs before the page's own. */
  setup?: string;
  /** Where the mouse comes to the button before it clicks: whether the hosted page is loaded then. */
  hover?: 'loads' | 'connects';
  /** Whether a click shows a hosted page in the page. */
  opens: boolean;
}
