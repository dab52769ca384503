import {createServer} from 'node:http';
import {getRequestListener} from '@hono/node-server';

/** `env` holds the connection: a fault on demand may break it. */
type Fetch = (request: Request, env: object) => Response | Promise<Response>;

const PORTS_TRIED = 20;

export interface Listener {
  port: number;
  /** Who answers from now on: an app that has to know its own port can only be made now. */
  answerWith(fetch: Fetch): void;
  close(): Promise<void>;
}

/**
 * Listens on this machine alone.
 * @param port 0 for any free one
 */
export function listen(port: number): Promise<Listener> {
  let fetch: Fetch = () => new Response('Not ready yet', {status: 503});
  const server = createServer(getRequestListener((request, env) => fetch(request, env)));
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve({
        port: typeof address === 'object' && address ? address.port : port,
        answerWith: (answer) => void (fetch = answer),
        close: () =>
          new Promise((done) => {
            server.close(() => done());
            server.closeAllConnections();
          }),
      });
    });
  });
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
}

/**
 * Listens on the first free port from `port` on. Port 0: any free one.
 * @throws the error of the last port, if 20 in a row are taken
 */
export async function listenNear(port: number): Promise<Listener> {
  const last = Math.min(port + PORTS_TRIED - 1, 65_535);
  for (let candidate = port; candidate < last; candidate++) {
    try {
      return await listen(candidate);
    } catch (error) {
      if (!isTaken(error)) throw error;
    }
  }
  return listen(last);
}
