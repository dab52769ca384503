import {afterAll, expect, it} from 'vitest';
import {ownFolder, removeFolder} from '../../stores/servers.ts';
import {runFlood} from '../run-flood.ts';

const STRANGERS = 3000;

const folder = ownFolder('crash-flood-');
afterAll(() => removeFolder(folder));

it(`keeps orders through ${STRANGERS} strangers' sessions in little memory`, async () => {
  const {heap, kept, createdAgain, told} = await runFlood(folder, STRANGERS);
  expect(kept).toEqual({paid: 100, open: 100, paidOneOffs: 100, openOneOffs: 100});
  expect({createdAgain, told}).toEqual({createdAgain: 0, told: 200});
  const [before = 0, , , after = 0] = heap;
  expect((after - before) / STRANGERS).toBeLessThan(4000);
});
