import {join} from 'node:path';
import {afterAll} from 'vitest';
import {databaseContract} from './contract.ts';
import {ownFolder, removeFolder} from './servers.ts';

const folder = ownFolder('sqlite-');
afterAll(() => removeFolder(folder));

databaseContract('SQLite', {kind: 'sqlite', file: join(folder, 'waiting.db'), busyTimeoutMs: 5000});
databaseContract('SQLite that does not wait for a lock', {
  kind: 'sqlite',
  file: join(folder, 'busy.db'),
  busyTimeoutMs: 0,
});
