import {afterAll, expect, it} from 'vitest';
import {ownFolder, removeFolder} from '../../stores/servers.ts';
import {runFlood} from '../run-flood.ts';

const folder = ownFolder('crash-flood-');
afterAll(() => removeFolder(folder));

it("keeps orders through 60,000 strangers' sessions, and no more than 20,000 strangers", async () => {
  const {heap, kept, createdAgain, told} = await runFlood(folder, 60_000);
  // A stranger's session that nobody paid may go: it is created again for whoever comes back.
  expect(kept).toEqual({paid: 100, open: 100, paidOneOffs: 100, openOneOffs: 0});
  expect({createdAgain, told}).toEqual({createdAgain: 100, told: 200});
  const [before = 0, first = 0, second = 0, third = 0] = heap;
  expect(first - before).toBeLessThan(80_000_000);
  expect(third - second).toBeLessThan((first - before) / 10);
});
