import {expect, it} from 'vitest';
import {
  command,
  control,
  createMonime,
  createPayMongo,
  getMonime,
  getPayMongo,
  type RunningSandbox,
  startSandbox,
} from './client.ts';

const story = async (seed: number, reads: number) => {
  const sandbox = await startSandbox({seed, origin: 'http://pay.test'});
  const {id} = await createMonime(sandbox);
  for (let read = 0; read < reads; read++) await getMonime(sandbox, id);
  await control(sandbox, id, {action: 'decline'});
  await control(sandbox, id, {action: 'pay'});
  const payMongo = await createPayMongo(sandbox);
  await control(sandbox, payMongo.id, {action: 'pay'});
  return {monime: await getMonime(sandbox, id), payMongo: await getPayMongo(sandbox, payMongo.id)};
};

it('makes the same ids and times of the same seed, however often it is asked', async () => {
  expect(await story(1, 0)).toEqual(await story(1, 5));
});

it('makes other ids of another seed', async () => {
  const [one, two] = [await story(1, 0), await story(2, 0)];
  expect(one.monime.id).not.toBe(two.monime.id);
  expect(one.monime.createTime).toBe(two.monime.createTime);
});

it('lets a second go by with everything that happens', async () => {
  const sandbox = await startSandbox({seed: 1});
  const times = [await createMonime(sandbox), await createMonime(sandbox)].map(({createTime}) =>
    Date.parse(createTime),
  );
  expect((times[1] ?? 0) - (times[0] ?? 0)).toBe(1000);
});

const statusOf = async (sandbox: RunningSandbox, id: string) => (await getMonime(sandbox, id)).status;

it.each([{}, {seed: 1}])('goes forward in time on demand, with %o', async (options) => {
  const sandbox = await startSandbox(options);
  const {id} = await createMonime(sandbox);
  await command(sandbox, 'clock', {advance: 3_590_000});
  expect(await statusOf(sandbox, id)).toBe('pending');
  await command(sandbox, 'clock', {advance: 10_000});
  expect(await statusOf(sandbox, id)).toBe('expired');
});

it.each([{advance: -1}, {advance: 1.5}, {}])('refuses to go forward by %o', async (body) => {
  expect((await command(await startSandbox(), 'clock', body)).status).toBe(400);
});
