import type {Servers} from './servers.ts';

/** In the browser: what `startServers` handed to the tests. */
export const env: Servers['env'] = await (await fetch('/env.json')).json();
