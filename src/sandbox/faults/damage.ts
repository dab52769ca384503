import {setImmediate} from 'node:timers/promises';
import type {FaultRule} from './rule.ts';

/** The socket of a request. */
export interface Connection {
  destroy: () => void;
}

/** Returns the connection from the bindings of `@hono/node-server`; null on other servers. */
export function findConnection(env: unknown): Connection | null {
  if (typeof env !== 'object' || env === null || !('outgoing' in env)) return null;
  const {outgoing} = env;
  if (typeof outgoing !== 'object' || outgoing === null || !('destroy' in outgoing)) return null;
  const {destroy} = outgoing;
  return typeof destroy === 'function' ? {destroy: () => void Reflect.apply(destroy, outgoing, [])} : null;
}

/** Streams the bytes, then closes the connection; without a connection, errors the stream. */
function breakingStream(bytes: Uint8Array, connection: Connection | null): ReadableStream<Uint8Array> {
  let isSent = false;
  return new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        if (!isSent && bytes.length > 0) {
          isSent = true;
          controller.enqueue(bytes);
          return;
        }
        // Node sends what was written only after the current turn of the event loop.
        await setImmediate();
        if (connection) connection.destroy();
        else controller.error(new Error('The sandbox broke the connection.'));
      },
    },
    {highWaterMark: 0},
  );
}

/** Returns the response with the damage applied: half a body, or a broken connection. */
export async function damageResponse(
  response: Response,
  damage: NonNullable<FaultRule['damage']>,
  connection: Connection | null,
): Promise<Response> {
  const {status} = response;
  const headers = new Headers(response.headers);
  headers.delete('Content-Length');
  const body = new Uint8Array(await response.arrayBuffer());
  const half = body.slice(0, Math.floor(body.length / 2));
  if (damage === 'malformed') return new Response(half, {status, headers});
  if (damage === 'dropped') connection?.destroy();
  return new Response(breakingStream(damage === 'cut-off' ? half : new Uint8Array(), connection), {status, headers});
}
