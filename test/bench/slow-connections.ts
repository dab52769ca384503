import {once} from 'node:events';
import {createServer, type Server, type Socket} from 'node:net';

/** Round trips before the first request to a new host: DNS, TCP and TLS 1.3 take one each. */
export const SETUP_ROUND_TRIPS = 3;

/** How long the bench's servers hold new connections. One page is visited at a time, and sets this. */
export const connections = {delayMs: 0};

export interface Front {
  port: number;
  close(): Promise<void>;
}

/**
 * Listens in front of a server and holds each new connection before the server gets it, as DNS, TCP and TLS would.
 * The hold starts when the browser connects: a preconnected or reused connection does not pay for it again.
 * Chromium's own throttling delays requests only.
 * @param delayMs asked for each connection
 */
export async function listenInFront(server: Pick<Server, 'emit'>, delayMs: () => number): Promise<Front> {
  const sockets = new Set<Socket>();
  // Paused, so that the server reads the first bytes.
  const front = createServer({pauseOnConnect: true}, (socket) => {
    sockets.add(socket);
    const timer = setTimeout(() => {
      server.emit('connection', socket);
      socket.resume();
    }, delayMs());
    socket.once('close', () => {
      clearTimeout(timer);
      sockets.delete(socket);
    });
    // The browser may drop a connection at any time.
    socket.on('error', () => socket.destroy());
  });
  front.listen(0, '127.0.0.1');
  await once(front, 'listening');
  const address = front.address();
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    close: async () => {
      const closed = once(front, 'close');
      front.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
