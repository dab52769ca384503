import {parseUrl} from '../../core/hosted-url.ts';
import type {ProviderSession} from '../adapters/adapter.ts';
import {isOwnReturn, type Settings} from '../config/options.ts';
import type {OrderRecords} from './order-records.ts';
import type {RecordNames} from './record-names.ts';

/** Whose a session is. */
export interface Owner {
  /** Of the record. */
  key: string;
  /** The return reference of the session; empty if it cannot be read. */
  reference: string;
  /** Whether someone else who shares the account made the session. */
  isForeign: boolean;
}

/** Finds the record of a session: by its return URL, without an index. */
export type FindOwner = (found: ProviderSession) => Promise<Owner>;

export function createFindOwner(settings: Settings<unknown>, records: OrderRecords, names: RecordNames): FindOwner {
  /** Whether the return URL is one of this shop's, or the store knows it: a rotated secret verifies no reference. */
  async function isOwn(id: string, url: string, reference: string, key: string): Promise<boolean> {
    if (isOwnReturn(settings, url) && (await names.isGenuine(reference))) return true;
    const {sessions, intention} = await records.read(key);
    return sessions.some((entry) => entry.id === id) || intention?.reference === reference;
  }

  return async ({session, successUrl}) => {
    const id = session.id ?? '';
    const url = successUrl ?? '';
    const reference = parseUrl(url)?.searchParams.get('ref') ?? '';
    const key = await names.keyIn(reference);
    if (key !== null && (await isOwn(id, url, reference, key))) {
      return {key, reference, isForeign: false};
    }
    const noted = await records.recall(id);
    if (noted !== null) return {key: noted, reference, isForeign: false};
    return {key: await names.keyOf('w', `foreign ${id}`), reference, isForeign: true};
  };
}
