import type {Reply} from './request.ts';
import type {Source} from './session-source.ts';

/** What a source said, and when it was asked: monotonic, in milliseconds. */
export interface Answer extends Reply {
  at: number;
}

/** A read that is under way, and how many wait for it. */
interface Read {
  at: number;
  answer: Promise<Answer>;
  waiting: number;
  stop: AbortController;
}

const reads = new Map<string, Read>();

/** What is read from where: who names the same shares its reads. */
export function keyOf(id: string, source: Source | null): string {
  return `${source?.key} ${id}`;
}

function start(key: string, id: string, source: Source): Read {
  const at = performance.now();
  const stop = new AbortController();
  const answer = source
    .read(id, stop.signal)
    .then((said) => ({...said, at}))
    .finally(() => forget(key, read));
  const read = {at, answer, waiting: 0, stop};
  reads.set(key, read);
  return read;
}

/** Another read may have begun under the same key. */
function forget(key: string, read: Read): void {
  if (reads.get(key) === read) reads.delete(key);
}

function join(key: string, read: Read, signal: AbortSignal): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const leave = () => {
      reject(signal.reason);
      read.waiting -= 1;
      if (read.waiting > 0) return;
      forget(key, read);
      read.stop.abort();
    };
    read.waiting += 1;
    signal.addEventListener('abort', leave, {once: true});
    void read.answer.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
  });
}

/**
 * Asks for a session: one request at a time, for all elements of the page. Whoever asks meanwhile gets the same answer;
 * the request is aborted when nobody waits for it any more.
 * @param since an answer that was asked for before does not count: another one follows; monotonic, in milliseconds
 * @throws whatever `source` throws, or the reason of `signal`
 */
export async function readShared(id: string, source: Source, signal: AbortSignal, since: number): Promise<Answer> {
  signal.throwIfAborted();
  const key = keyOf(id, source);
  const read = reads.get(key) ?? start(key, id, source);
  if (read.at >= since) return join(key, read, signal);
  await join(key, read, signal).catch(() => null);
  return readShared(id, source, signal, since);
}
