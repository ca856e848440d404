import { describe, expect, test } from 'vitest';
import type { ContractListQuery } from '../../../../src/connectors/spotdraft/contracts.js';
import { systemClock } from '../../../../src/domain/clock.js';
import type { Contract } from '../../../../src/domain/contract.js';
import { contractIdOf } from '../../../../src/domain/contract-id.js';
import type { ContractId } from '../../../../src/domain/contract-id.js';
import { UpstreamRejectedError } from '../../../../src/domain/errors.js';
import { silentLog } from '../../../../src/domain/log.js';
import {
  walkAllContracts,
  walkUpdatedContracts,
} from '../../../../src/sync/passes/walk-contracts.js';
import { unreachableSpotDraft } from '../../../support/spotdraft-stub.js';

function contractOf(number: number, createdAt = '2026-01-01T00:00:00.000Z'): Contract {
  return {
    id: contractIdOf('T', number),
    name: `Contract ${number}`,
    status: 'DRAFT',
    kind: null,
    type: { id: '1', name: 'Type' },
    referenceId: null,
    counterpartyName: null,
    createdBy: null,
    createdAt,
    url: 'https://app.example',
    externalMetadata: null,
    opportunityId: null,
  };
}

/** A list whose rows `onPage` may change between two pages. */
function listOf(rows: Contract[], onPage: (call: number) => void = () => undefined) {
  const queries: ContractListQuery[] = [];
  return {
    ...unreachableSpotDraft(),
    queries,
    listContracts: async (query: ContractListQuery) => {
      queries.push(query);
      const { createdFrom, createdBefore } = query;
      const matching = rows.filter(({ createdAt }) => {
        const at = new Date(createdAt);
        return (
          (createdFrom === undefined || at >= createdFrom) &&
          (createdBefore === undefined || at < createdBefore)
        );
      });
      const from = (query.page - 1) * query.limit;
      const page = {
        contracts: matching.slice(from, from + query.limit),
        total: matching.length,
        hasMore: from + query.limit < matching.length,
      };
      onPage(queries.length);
      return page;
    },
  };
}

const DAY_MS = 24 * 60 * 60_000;
const rowsOf = (count: number) =>
  Array.from({ length: count }, (_, index) => contractOf(index + 1));
const refusal = new UpstreamRejectedError('Unknown filter.', { service: 'spotdraft', status: 400 });

async function walk(
  spotdraft: ReturnType<typeof listOf>,
  how: 'all' | 'updated',
  options: Parameters<typeof walkAllContracts>[1] = {},
) {
  const seen = new Set<ContractId>();
  let fresh = 0;
  const parts = {
    contracts: { beginLook: async () => ({ number: 1, at: new Date() }) },
    spotdraft,
    clock: systemClock,
    log: silentLog,
    ...(how === 'all' ? { signal: new AbortController().signal } : {}),
    onPage(page: { readonly contracts: readonly Contract[]; readonly fresh: number }) {
      for (const { id } of page.contracts) seen.add(id);
      fresh += page.fresh;
    },
  };
  if (how === 'all') await walkAllContracts(parts, options);
  else await walkUpdatedContracts(parts, new Date(0));
  return { seen, fresh };
}

describe('a walk over what was updated', () => {
  test('reads each page once while nothing moves', async () => {
    const list = listOf(rowsOf(250));
    const { seen, fresh } = await walk(list, 'updated');
    expect(seen.size).toBe(250);
    expect(fresh).toBe(250);
    expect(list.queries.map(({ page }) => page)).toEqual([1, 2, 3]);
  });

  test('finds a row that slipped to a page that was read already', async () => {
    const rows = rowsOf(150);
    const list = listOf(rows, (call) => {
      if (call === 1) rows.splice(0, 1);
    });
    const { seen } = await walk(list, 'updated');
    expect(seen.has(contractIdOf('T', 101))).toBe(true);
    expect(list.queries.map(({ page }) => page)).toEqual([1, 2, 1, 2]);
  });

  test('ends when a pass shows nothing new, although the count never fits', async () => {
    const list = listOf(rowsOf(20));
    const counted = {
      ...list,
      listContracts: async (query: ContractListQuery) => ({
        ...(await list.listContracts(query)),
        total: 30,
      }),
    };
    await walk(counted, 'updated');
    expect(list.queries).toHaveLength(2);
  });

  test('gives a list up that never comes to rest', async () => {
    const rows = rowsOf(10);
    let next = 11;
    const list = listOf(rows, () => {
      rows.splice(0, 10, ...Array.from({ length: 10 }, () => contractOf(next++)));
    });
    const restless = {
      ...list,
      listContracts: async (query: ContractListQuery) => ({
        ...(await list.listContracts(query)),
        total: 1_000,
      }),
    };
    await walk(restless, 'updated');
    expect(list.queries).toHaveLength(5);
  });

  test('walks everything where the filter is refused', async () => {
    const list = listOf(rowsOf(5));
    const refusing = {
      ...list,
      listContracts: async (query: ContractListQuery) => {
        if (query.updatedSince !== undefined) throw refusal;
        return list.listContracts(query);
      },
    };
    expect((await walk(refusing, 'updated')).seen.size).toBe(5);
  });

  test('passes on every other failure', async () => {
    const failing = { ...listOf([]), listContracts: () => Promise.reject(new Error('No.')) };
    await expect(walk(failing, 'updated')).rejects.toThrow('No.');
    await expect(walk(failing, 'all')).rejects.toThrow('No.');
  });
});

describe('a walk over everything', () => {
  const spread = (count: number) =>
    Array.from({ length: count }, (_, index) =>
      contractOf(index + 1, new Date(Date.UTC(2017, 0, 1) + index * 3_600_000).toISOString()),
    );

  test('halves windows with more than a thousand, oldest first, and says what is done', async () => {
    const list = listOf([contractOf(9_999, '1999-01-01T00:00:00.000Z'), ...spread(2_500)]);
    const done: Date[] = [];
    const { seen } = await walk(list, 'all', {
      onWindow: async (doneBefore) => {
        done.push(doneBefore);
      },
    });
    expect(seen.size).toBe(2_501);
    expect(done.length).toBeGreaterThan(2);
    expect([...done].sort((a, b) => a.getTime() - b.getTime())).toEqual(done);
  });

  test('goes on from where an earlier walk came', async () => {
    const list = listOf(spread(300));
    const { seen } = await walk(list, 'all', { from: new Date(Date.UTC(2017, 0, 1, 200)) });
    expect(seen.size).toBe(100);
  });

  test('does not halve below a second', async () => {
    const { seen } = await walk(listOf(rowsOf(1_200)), 'all');
    expect(seen.size).toBe(1_200);
  });

  test.each([120, 1_200])(
    'walks the whole list of %i where filters by time are refused',
    async (count) => {
      const list = listOf(rowsOf(count));
      const refusing = {
        ...list,
        listContracts: async (query: ContractListQuery) => {
          if (query.createdBefore !== undefined || query.createdFrom !== undefined) throw refusal;
          return list.listContracts(query);
        },
      };
      expect((await walk(refusing, 'all')).seen.size).toBe(count);
    },
  );

  test.each([
    ['a day ahead of ours', DAY_MS],
    ['a day behind ours', -DAY_MS],
  ])(
    'with the clock of SpotDraft %s shows the newest, and counts on its time alone',
    async (_, skewMs) => {
      const spotdraftNow = new Date(Date.now() + skewMs);
      const ago = (ms: number) => new Date(spotdraftNow.getTime() - ms).toISOString();
      const rows = Array.from({ length: 2_400 }, (_row, index) =>
        contractOf(index + 1, ago(index * 60_000)),
      );
      const list = { ...listOf(rows), lastAnswerDate: () => spotdraftNow };
      const done: Date[] = [];
      const onWindow = async (doneBefore: Date) => void done.push(doneBefore);
      expect((await walk(list, 'all', { onWindow })).seen.size).toBe(2_400);
      expect(list.queries.filter(({ page }) => page === 1).length).toBeGreaterThan(3);
      const last = done.at(-1)!;
      expect(last.getTime()).toBeLessThan(spotdraftNow.getTime());
      expect(last.getTime()).toBeGreaterThan(spotdraftNow.getTime() - 2 * 60_000);
      // Made since, and dated by SpotDraft: a walk that goes on from there meets it.
      rows.push(contractOf(9_999, ago(-1_000)));
      const { seen } = await walk(list, 'all', { from: last, onWindow });
      expect(seen).toContain(contractOf(9_999).id);
    },
  );

  const windowsOf = (list: ReturnType<typeof listOf>) =>
    list.queries.filter(({ page }) => page === 1).length;

  test('finds its way into a burst that the first page tells nothing of', async () => {
    const first = Date.UTC(2017, 0, 1);
    const burst = first + 101 * DAY_MS;
    const rows = Array.from({ length: 3_100 }, (_row, index) => {
      const at = index < 100 ? first + index * DAY_MS : burst + index * 2_000;
      return contractOf(index + 1, new Date(at).toISOString());
    });
    const list = listOf(rows);
    expect((await walk(list, 'all')).seen.size).toBe(3_100);
    expect(windowsOf(list)).toBeLessThan(40);
  });

  test('walks what is dated ahead of the time in its last window', async () => {
    const ahead = Date.now() + 365 * DAY_MS;
    const rows = Array.from({ length: 1_500 }, (_row, index) =>
      contractOf(index + 1, new Date(ahead + index * 60_000).toISOString()),
    );
    const list = listOf(rows);
    expect((await walk(list, 'all')).seen.size).toBe(1_500);
    expect(windowsOf(list)).toBeLessThan(60);
    expect(list.queries.at(-1)?.createdBefore).toBeUndefined();
  });

  test('counts each of many once that come newest first, also where it goes on', async () => {
    const from = new Date(Date.now() - 100 * DAY_MS);
    const rows = Array.from({ length: 2_400 }, (_row, index) =>
      contractOf(index + 1, new Date(Date.now() - (index + 1) * 3_600_000).toISOString()),
    );
    const list = listOf([...rows, contractOf(9_999, '2017-01-01T00:00:00.000Z')]);
    const { seen, fresh } = await walk(list, 'all', { from });
    expect(seen.size).toBe(2_400);
    expect(fresh).toBe(2_400);
  });

  test('says nothing of its last window when SpotDraft does not tell its time', async () => {
    const done: Date[] = [];
    await walk(listOf(rowsOf(5)), 'all', { onWindow: async (before) => void done.push(before) });
    expect(done).toEqual([]);
  });
});
