import {describe, inject} from 'vitest';
import {databaseContract} from './contract.ts';

const port = inject('ports').PostgreSQL;

describe.skipIf(port === undefined)('PostgreSQL', () => {
  const target = {kind: 'postgres', port: port ?? 0} as const;
  databaseContract('with its own settings', {...target, table: 'plain', isolation: 'default'});
  databaseContract('in a serializable pool', {
    ...target,
    table: 'public.serializable_orders',
    isolation: 'serializable',
  });
});
