import {describe} from 'vitest';
import {monimeContract} from './monime.ts';
import {payMongoContract} from './paymongo.ts';

const {
  MONIME_TOKEN: token = '',
  MONIME_SPACE_ID: spaceId = '',
  PAYMONGO_SECRET_KEY: secretKey = '',
  PAYMONGO_PUBLIC_KEY: publicKey = '',
} = process.env;

describe.skipIf(!token || !spaceId)('Monime (asked with MONIME_TOKEN and MONIME_SPACE_ID)', () => {
  monimeContract(async () => ({apiUrl: 'https://api.monime.io', token, spaceId}));
});

describe.skipIf(!secretKey || !publicKey)('PayMongo (asked with PAYMONGO_SECRET_KEY and PAYMONGO_PUBLIC_KEY)', () => {
  payMongoContract(async () => ({apiUrl: 'https://api.paymongo.com', secretKey, publicKey}));
});
