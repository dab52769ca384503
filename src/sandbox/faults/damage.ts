import {setImmediate} from 'node:timers/promises';
import type {FaultRule} from './rule.ts';

/** The connection behind a request, where a Node server gives it along. */
export interface Connection {
  destroy: () => void;
}

/** Finds what `@hono/node-server` gives along with a request. */
export function connectionOf(env: unknown): Connection | null {
  if (typeof env !== 'object' || env === null || !('outgoing' in env)) return null;
  const {outgoing} = env;
  if (typeof outgoing !== 'object' || outgoing === null || !('destroy' in outgoing)) return null;
  const {destroy} = outgoing;
  return typeof destroy === 'function' ? {destroy: () => void Reflect.apply(destroy, outgoing, [])} : null;
}

/** Gives the bytes, and breaks the connection when more is wanted; without a connection the stream fails. */
function breaking(bytes: Uint8Array, connection: Connection | null): ReadableStream<Uint8Array> {
  let given = false;
  return new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        if (!given && bytes.length > 0) {
          given = true;
          controller.enqueue(bytes);
          return;
        }
        // What was written is on its way only when this turn of the loop is over.
        await setImmediate();
        if (connection) connection.destroy();
        else controller.error(new Error('The sandbox broke the connection.'));
      },
    },
    {highWaterMark: 0},
  );
}

/** What is left of an answer. */
export async function damaged(
  response: Response,
  damage: NonNullable<FaultRule['damage']>,
  connection: Connection | null,
): Promise<Response> {
  const {status} = response;
  const headers = new Headers(response.headers);
  headers.delete('Content-Length');
  const whole = new Uint8Array(await response.arrayBuffer());
  const half = whole.slice(0, Math.floor(whole.length / 2));
  if (damage === 'malformed') return new Response(half, {status, headers});
  if (damage === 'dropped') connection?.destroy();
  return new Response(breaking(damage === 'cut-off' ? half : new Uint8Array(), connection), {status, headers});
}
