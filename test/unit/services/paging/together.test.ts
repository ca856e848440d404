import { expect, test } from 'vitest';
import { createTogether } from '../../../../src/services/paging/together.js';

function counting(walks: number) {
  const asked: (readonly number[])[] = [];
  const together = createTogether<number, string>(walks, async (rows) => {
    asked.push(rows);
    if (rows.includes(13)) throw new Error('thirteen');
    return rows.map((row) => `row ${row}`);
  });
  return { asked, together };
}

test('rows of walks that go on at once are looked up together, and each gets its own', async () => {
  const { asked, together } = counting(3);
  const first = together.show([1, 2]);
  const second = together.show([]);
  expect(asked).toEqual([]);
  const third = together.show([3]);
  expect(await Promise.all([first, second, third])).toEqual([['row 1', 'row 2'], [], ['row 3']]);
  expect(asked).toEqual([[1, 2, 3]]);
});

test('a walk that has ended is not waited for, and one that goes on asks again', async () => {
  const { asked, together } = counting(3);
  const first = together.show([1]);
  together.ended();
  expect(asked).toEqual([]);
  const second = together.show([2]);
  expect(await first).toEqual(['row 1']);
  expect(await second).toEqual(['row 2']);
  together.ended();
  expect(await together.show([4])).toEqual(['row 4']);
  expect(asked).toEqual([[1, 2], [4]]);
});

test('what fails fails all that asked', async () => {
  const { together } = counting(2);
  const both = [together.show([13]), together.show([2])];
  await expect(Promise.allSettled(both)).resolves.toMatchObject([
    { status: 'rejected' },
    { status: 'rejected' },
  ]);
});
