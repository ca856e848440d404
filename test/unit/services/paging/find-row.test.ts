import { describe, expect, test } from 'vitest';
import { UpstreamUnavailableError } from '../../../../src/domain/errors.js';
import { allRows, findRow } from '../../../../src/services/paging/find-row.js';
import { pageOf } from '../../../../src/services/paging/live-list.js';

const rows = Array.from({ length: 250 }, (_, index) => index);

/** A list that says it has `total` rows, and the pages that were asked for. */
function listOf(total: number) {
  const asked: number[] = [];
  return {
    asked,
    read: async (page: number) => {
      asked.push(page);
      return { rows: pageOf(rows, { page, limit: 100 }).rows, total };
    },
  };
}

describe('findRow', () => {
  test('reads the first page, then from the last one on', async () => {
    const list = listOf(250);
    expect(await findRow(list.read, (row) => row === 120)).toBe(120);
    expect(list.asked).toEqual([1, 3, 2]);
    expect(await findRow(list.read, (row) => row === 999)).toBeNull();
    expect(await allRows(list.read)).toHaveLength(250);
  });

  test('takes a last page that has become empty', async () => {
    expect(await findRow(listOf(301).read, (row) => row === 999)).toBeNull();
  });

  test.each([1_000, 1_000_000_000])(
    'gives up on a list that counts %i rows and shows 250, which proves nothing',
    async (total) => {
      const list = listOf(total);
      await expect(findRow(list.read, (row) => row === 999)).rejects.toThrow(
        UpstreamUnavailableError,
      );
      expect(list.asked.length).toBeLessThanOrEqual(3);
    },
  );
});
