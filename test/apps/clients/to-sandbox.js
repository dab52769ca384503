// Sends requests for the providers' APIs to the sandbox, for clients whose address cannot be changed:
// node --import ./to-sandbox.js shop.js
import http from 'node:http';
import https from 'node:https';

const sandboxes = {'api.monime.io': process.env.MONIME_API, 'api.paymongo.com': process.env.PAYMONGO_API};

const {request} = https;
https.request = (options, ...rest) => {
  const sandbox = sandboxes[options.hostname];
  if (!sandbox) return request(options, ...rest);
  const {hostname, port, pathname} = new URL(sandbox);
  const path = pathname + options.path;
  return http.request({...options, protocol: 'http:', hostname, port, path, agent: http.globalAgent}, ...rest);
};

const {fetch} = globalThis;
globalThis.fetch = (input, init) => {
  const {hostname, pathname, search} = new URL(input instanceof Request ? input.url : input);
  const sandbox = sandboxes[hostname];
  return fetch(sandbox ? sandbox + pathname + search : input, init);
};
