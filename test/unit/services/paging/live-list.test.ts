import { beforeEach, describe, expect, test } from 'vitest';
import { InputError } from '../../../../src/domain/errors.js';
import { encodeCursor, listFingerprint } from '../../../../src/services/paging/cursor.js';
import { createCursorSeal } from '../../../../src/services/paging/cursor-seal.js';
import { pageOf, readLivePage } from '../../../../src/services/paging/live-list.js';
import type { LiveList } from '../../../../src/services/paging/live-list.js';

const seal = createCursorSeal('secret');
let rows: string[];
let reads: number;
/** Done before the read of this number. */
let moves: Map<number, () => void>;

beforeEach(() => {
  rows = Array.from({ length: 260 }, (_, index) => `row ${index}`);
  reads = 0;
  moves = new Map();
});

const list = (hidden: readonly string[] = []): LiveList<string, string> => ({
  name: ['rows', hidden.length],
  async read(request) {
    reads += 1;
    moves.get(reads)?.();
    return pageOf(rows, request);
  },
  idOf: (row) => row,
  show: async (shown) => shown.map((row) => (hidden.includes(row) ? null : row)),
  hides: hidden.length > 0,
});

async function walk(
  first: number,
  betweenPages: () => void = () => undefined,
  hidden: string[] = [],
) {
  const got: string[] = [];
  let after: string | undefined;
  for (let pages = 0; pages < 300; pages += 1) {
    const page = await readLivePage(
      list(hidden),
      { first, ...(after === undefined ? {} : { after }) },
      seal,
    );
    got.push(...page.edges.map(({ node }) => node));
    expect(page.edges.length).toBeLessThanOrEqual(first);
    if (!page.hasNextPage) return got;
    expect(page.endCursor).not.toBeNull();
    after = page.endCursor!;
    betweenPages();
  }
  throw new Error('the list has no end');
}

test.each([1, 7, 25, 50, 60, 100])('gives every row once, %i at a time', async (first) => {
  expect(await walk(first)).toEqual(rows);
});

test('a usual page is one call, and so is the next one', async () => {
  const page = await readLivePage(list(), { first: 25 }, seal);
  expect(reads).toBe(1);
  expect(await page.totalCount()).toBe(260);
  await readLivePage(list(), { first: 25, after: page.endCursor! }, seal);
  expect(reads).toBe(2);
});

test('the cursor of an entry continues behind it', async () => {
  const { edges } = await readLivePage(list(), { first: 10 }, seal);
  const page = await readLivePage(list(), { first: 2, after: edges[3]!.cursor }, seal);
  expect(page.edges.map(({ node }) => node)).toEqual(['row 4', 'row 5']);
});

describe('while the list moves between two pages', () => {
  test.each([1, 5, 120])('%i new rows before the place repeat and skip nothing', async (many) => {
    const before = [...rows];
    let isNew = true;
    const got = await walk(50, () => {
      if (isNew) rows.unshift(...Array.from({ length: many }, (_, index) => `new ${index}`));
      isNew = false;
    });
    expect([...new Set(got)].filter((row) => !row.startsWith('new'))).toEqual(before);
    if (many < 50) expect(got).toHaveLength(before.length);
  });

  test.each([1, 2, 49, 50, 180])('%i rows gone before the place skip nothing', async (many) => {
    const got = new Set(
      await walk(50, () => {
        if (rows.length === 260) rows.splice(0, many);
      }),
    );
    for (const row of rows) expect(got).toContain(row);
  });

  test('the last row given out may itself be gone', async () => {
    const first = await readLivePage(list(), { first: 50 }, seal);
    rows.splice(49, 1);
    const next = await readLivePage(list(), { first: 2, after: first.endCursor! }, seal);
    expect(next.edges.map(({ node }) => node)).toEqual(['row 50', 'row 51']);
  });

  test('a row gone between two reads of one page skips nothing', async () => {
    moves.set(2, () => rows.shift());
    const hidden = rows.slice(0, 40);
    const page = await readLivePage(list(hidden), { first: 20 }, seal);
    expect(page.edges.map(({ node }) => node)).toEqual(rows.slice(39, 59));
  });
});

describe('a list that hides rows', () => {
  test('gives every other row once and counts nothing', async () => {
    const hidden = rows.filter((_, index) => index % 3 === 0);
    expect(await walk(20, undefined, hidden)).toEqual(rows.filter((row) => !hidden.includes(row)));
    const page = await readLivePage(list(hidden), { first: 1 }, seal);
    expect(await page.totalCount()).toBeNull();
  });

  test('tells of them in no cursor', async () => {
    const page = await readLivePage(list(['row 1', 'row 2']), { first: 1 }, seal);
    const cursors = [page.endCursor!, ...page.edges.map(({ cursor }) => cursor)];
    for (const cursor of cursors) {
      expect(Buffer.from(cursor, 'base64url').toString()).not.toContain('row');
    }
  });

  test('reads no more than a few pages for one, and goes on from there', async () => {
    rows = Array.from({ length: 2_000 }, (_, index) => `row ${index}`);
    const hidden = rows.slice(0, 1_990);
    const page = await readLivePage(list(hidden), { first: 10 }, seal);
    expect(reads).toBe(6);
    expect(page).toMatchObject({ edges: [], hasNextPage: true });
    expect(await walk(10, undefined, hidden)).toEqual(rows.slice(1_990));
  });
});

test('an empty list has no next page and no cursor', async () => {
  rows = [];
  expect(await readLivePage(list(), { first: 5 }, seal)).toMatchObject({
    edges: [],
    hasNextPage: false,
    endCursor: null,
  });
});

test.each([
  ['no cursor', async () => 'garbage'],
  [
    'a place that was made up',
    async () => {
      const fingerprint = listFingerprint('live', ...list().name);
      return encodeCursor(fingerprint, { value: 900_000, id: 'row 1' });
    },
  ],
  [
    "another list's",
    async () => (await readLivePage({ ...list(), name: ['other'] }, { first: 1 }, seal)).endCursor!,
  ],
])('refuses %s, before any call', async (_name, cursor) => {
  const after = await cursor();
  reads = 0;
  await expect(readLivePage(list(), { first: 1, after }, seal)).rejects.toBeInstanceOf(InputError);
  expect(reads).toBe(0);
});
