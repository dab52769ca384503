import {describe, inject} from 'vitest';
import {databaseContract} from './contract.ts';

const port = inject('ports').MariaDB;

describe.skipIf(port === undefined)('MariaDB', () => {
  const target = {kind: 'mysql', port: port ?? 0} as const;
  databaseContract('with its own settings', {...target, table: 'plain', isolation: 'default'});
  databaseContract('in a serializable pool with prepared statements that counts changed rows', {
    ...target,
    table: 'serializable_orders',
    isolation: 'serializable',
  });
});
