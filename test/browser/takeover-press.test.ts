import {expect} from '@open-wc/testing';
import {resetMouse, sendMouse} from '@web/test-runner-commands';
import {arrive, hand, outcomeOf} from './hands.ts';
import {middle} from './rendered-visit.ts';
import {ALL, enter, MOMENTS, nameOf, taken} from './takeover-scene.ts';

const mouse = {
  down: () => sendMouse({type: 'down'}),
  up: () => sendMouse({type: 'up'}),
};
const touch = {
  down: (position: [number, number]) => hand({touch: 'start', position}),
  up: (position: [number, number]) => hand({touch: 'end', position}),
};
/** Each moment with the moments after it: when a press begins, and when it ends. */
const presses = MOMENTS.flatMap((from) => MOMENTS.slice(from).map((to) => ({from, to})));

for (const [device, {down, up}] of Object.entries({mouse, touch})) {
  describe(`a press by ${device} at the takeover`, () => {
    afterEach(() => resetMouse());

    for (const {from, to} of presses) {
      it(`opens the payment page once, from ${nameOf(from)} to ${nameOf(to)}`, async () => {
        const scene = await enter();
        const position = middle(scene, scene.link);
        await arrive(scene, 0, from);
        if (from === ALL) await taken(scene);
        if (device === 'mouse') await sendMouse({type: 'move', position});
        await down(position);
        await arrive(scene, from, to);
        await up(position);
        // Until the widget can open it, the link does.
        expect(await outcomeOf(scene, scene.url)).to.equal(to < ALL ? 'link' : 'dialog');
      });
    }
  });
}
