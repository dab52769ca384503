import {assert, asyncProperty, integer} from 'fast-check';
import {expect, it} from 'vitest';
import style from 'virtual:card-style';
import {addCardStyleRoute} from '../../../src/server/routes/card-style.ts';
import {startRoutes} from './route.ts';

const {ask} = startRoutes([addCardStyleRoute], {});

it('is a stylesheet with any accent, which browsers keep for good and pages of other origins may use', async () => {
  await assert(
    asyncProperty(integer({min: 0, max: 0xffffff}), async (number) => {
      const accent = number.toString(16).padStart(6, '0');
      const {status, headers, text} = await ask(`/card/${style.hash}/${accent}.css`);
      expect(status).toBe(200);
      expect(text).toContain(`#${accent}`);
      expect(Object.fromEntries(headers)).toMatchObject({
        'content-type': 'text/css; charset=utf-8',
        'x-content-type-options': 'nosniff',
        'cache-control': 'public, max-age=31536000, immutable',
        'cross-origin-resource-policy': 'cross-origin',
      });
    }),
  );
});

it('is not kept if a page asks for the style of another version', async () => {
  for (const [hash, kept] of [
    [style.hash, 'public, max-age=31536000, immutable'],
    ['other', 'no-store'],
  ] as const) {
    const {status, headers} = await ask(`/card/${hash}/theme.css`);
    expect([status, headers.get('Cache-Control')]).toEqual([200, kept]);
  }
});

it.each(['themes.css', 'red.css', '12345.css', '123456.js', '123456', '123456.css.map', '12345g.css'])(
  'is nothing for %s',
  async (file) => {
    expect((await ask(`/card/${style.hash}/${file}`)).status).toBe(404);
  },
);
