import {expect, it} from 'vitest';
import {joinUrl, withQuery} from '../../../../src/widget/client/join-url.ts';

it.each([
  ['https://shop.example/checkout', 'https://shop.example/checkout/sessions/cs_1?confirming=1'],
  ['/checkout/', '/checkout/sessions/cs_1?confirming=1'],
  ['/index.php?rest_route=/checkout', '/index.php?rest_route=/checkout/sessions/cs_1&confirming=1'],
])('a parameter is added to the address of a session (%s)', (endpoint, url) => {
  expect(withQuery(joinUrl(endpoint, 'sessions/cs_1'), 'confirming=1')).toBe(url);
});

it('no parameter leaves the address as it is', () => {
  expect(withQuery('/checkout/sessions/cs_1', '')).toBe('/checkout/sessions/cs_1');
});
