import { expect, it } from 'vitest';
import { LiveQueue } from '../../../../src/services/live/live-queue.js';

function queueOf(onEnd: () => void = () => undefined) {
  return new LiveQueue<string>({ overflow: (last) => last, onEnd });
}

it('gives what waits before it ends, when nothing follows', async () => {
  let ends = 0;
  const queue = queueOf(() => (ends += 1));
  queue.offer('a', 'first');
  queue.offer('a', 'second');
  queue.finish();
  expect(await queue.next()).toEqual({ done: false, value: 'second' });
  expect(ends).toBe(0);
  expect(await queue.next()).toEqual({ done: true, value: undefined });
  expect(await queue.next()).toEqual({ done: true, value: undefined });
  expect(ends).toBe(1);
});

it('ends for a reader who waits already', async () => {
  const queue = queueOf();
  const next = queue.next();
  queue.finish();
  expect(await next).toEqual({ done: true, value: undefined });
});
