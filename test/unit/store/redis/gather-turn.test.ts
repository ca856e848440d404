import { expect, test } from 'vitest';
import { gatherTurn } from '../../../../src/store/redis/gather-turn.js';

const connection = {
  atEndOfTurn: (work: () => Promise<void>) => {
    setImmediate(() => void work());
  },
};

test('what is asked for in one turn is one call, of so many at most, and each gets its own answer', async () => {
  const calls: number[][] = [];
  const double = gatherTurn(connection, 2, async (numbers: readonly number[]) => {
    calls.push([...numbers]);
    return numbers.map((number) => 2 * number);
  });
  expect(await Promise.all([double(1), double(2), double(3)])).toEqual([2, 4, 6]);
  expect(await double(4)).toBe(8);
  expect(calls).toEqual([[1, 2], [3], [4]]);
});

test('what went with a call that failed has failed, and what did not has not', async () => {
  const ask = gatherTurn(connection, 2, async (numbers: readonly number[]) => {
    if (numbers.includes(1)) throw new Error('refused');
    return numbers;
  });
  const outcomes = await Promise.allSettled([ask(1), ask(2), ask(3)]);
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled']);
});

test('answers for another number of calls are nobody’s', async () => {
  const ask = gatherTurn(connection, 2, async () => ['of the first alone']);
  const outcomes = await Promise.allSettled([ask(1), ask(2)]);
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
});
