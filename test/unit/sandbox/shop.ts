import {once} from 'node:events';
import {createServer, type IncomingHttpHeaders} from 'node:http';
import type {AddressInfo} from 'node:net';
import {onTestFinished} from 'vitest';

export interface Received {
  headers: IncomingHttpHeaders;
  text: string;
  // oxlint-disable-next-line typescript/no-explicit-any -- a test reads what it expects
  json: any;
}

export interface Shop {
  url: string;
  received: Received[];
  /** Statuses of the next answers; then it is 200. */
  answers: number[];
  close: () => Promise<void>;
}

/** A merchant that takes webhooks, until the test is finished. */
export async function openShop(): Promise<Shop> {
  const close = async () => {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  };
  const shop: Shop = {url: '', received: [], answers: [], close};
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request.setEncoding('utf8')) text += chunk;
    shop.received.push({headers: request.headers, text, json: JSON.parse(text)});
    response.writeHead(shop.answers.shift() ?? 200, {Location: '/elsewhere'}).end('Thanks');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(close);
  shop.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks`;
  return shop;
}
