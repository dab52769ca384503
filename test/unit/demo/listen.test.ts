import {expect, it, onTestFinished} from 'vitest';
import {type Listener, listen, listenNear} from '../../../demo/listen.ts';

async function open(server: Promise<Listener>): Promise<Listener> {
  const opened = await server;
  onTestFinished(() => opened.close());
  return opened;
}

it('moves from a taken port to a free one, which answers', async () => {
  const taken = await open(listen(0));
  const moved = await open(listenNear(taken.port));
  expect(moved.port).toBeGreaterThan(taken.port);
  expect(moved.port).toBeLessThan(taken.port + 20);
  moved.answerWith(() => new Response('moved'));
  expect(await (await fetch(`http://127.0.0.1:${moved.port}`)).text()).toBe('moved');
});

it('does not move from a free port', async () => {
  const first = await listen(0);
  await first.close();
  expect((await open(listenNear(first.port))).port).toBe(first.port);
});

it('reports any other error', async () => {
  await expect(listenNear(-1)).rejects.toThrow(RangeError);
});
