import { beforeEach, describe, expect, it } from 'vitest';

import { createActivityIds } from '../../../src/domain/activity.js';
import type { Activity } from '../../../src/domain/activity.js';
import { MAX_REJECTED_ROWS } from '../../../src/store/activity.js';
import type { ActivityFilter } from '../../../src/store/activity.js';
import { DEAL_A, DEAL_B, H1, T1, T2, activity } from './samples.js';
import type { Fixture } from './store-suite.js';

const DAY_MS = 24 * 60 * 60_000;

export function describeActivities(fixture: () => Fixture): void {
  describe('own log', () => {
    let idOf: (at: Date) => string;
    beforeEach(() => {
      idOf = createActivityIds(Math.random);
    });
    const bounds = (rest: { keepMs?: number; maxRows?: number } = {}) => ({
      keepFrom: new Date(fixture().clock.now().getTime() - (rest.keepMs ?? DAY_MS)),
      maxRows: rest.maxRows ?? 1_000,
    });
    function row(operation: string, members: Partial<Activity> = {}): Activity {
      const at = fixture().clock.now();
      return activity(operation, { id: idOf(at), at, ...members });
    }
    const append = async (rows: readonly Activity[], rest: Parameters<typeof bounds>[0] = {}) =>
      fixture().store.activities.append(rows, bounds(rest));
    const list = async (filter: Partial<ActivityFilter> = {}) =>
      fixture().store.activities.list({ limit: 100, ...filter });
    const names = async (filter: Partial<ActivityFilter> = {}) =>
      (await list(filter)).map(({ operation }) => operation);

    it('gives rows back as they were written, also to another process', async () => {
      const full = row('upsert', {
        kind: 'CRM_WRITE',
        system: 'salesforce',
        outcome: 'refused',
        failed: true,
        status: 400,
        durationMs: 12,
        attempt: 2,
        actor: 'ada@example.com',
        correlationId: '0af7651916cd43dd8448eb211c80319c',
        contractId: T1,
        opportunityId: DEAL_A,
        changes: [
          { field: 'Status__c', before: null, after: 'Executed' },
          { field: 'Signed__c', before: false, after: true },
          { field: 'Days__c', before: 1.5, after: 2 },
        ],
        error: 'what Salesforce said',
        told: 'what everybody may know',
      });
      const bare = row('ping', { contractId: '#7', system: null });
      await append([full, bare]);
      const other = await fixture().reopen();
      expect(await other.activities.list({ limit: 10 })).toEqual([bare, full]);
    });

    it('is newest first, in pages that neither skip nor repeat what was there', async () => {
      const { clock } = fixture();
      for (let batch = 0; batch < 5; batch += 1) {
        clock.advance(1_000);
        await append(Array.from({ length: 30 }, (_, i) => row(`${batch * 30 + i}`)));
      }
      const seen: (string | null)[] = [];
      let beforeId: string | undefined;
      for (;;) {
        const page = await list({ limit: 40, ...(beforeId === undefined ? {} : { beforeId }) });
        seen.push(...page.map(({ operation }) => operation));
        beforeId = page.at(-1)?.id;
        if (beforeId === undefined) break;
        await append([row('meanwhile')]);
      }
      expect(seen).toEqual(Array.from({ length: 150 }, (_, i) => String(149 - i)));
    });

    it('is searched by contract, deal, kind, system, failure and time', async () => {
      const { clock } = fixture();
      await append([
        row('a', { contractId: T1, opportunityId: DEAL_A }),
        row('b', { contractId: T1, kind: 'SYNC_RUN', system: null, failed: true }),
        row('c', { opportunityId: DEAL_A, kind: 'CRM_WRITE', system: 'salesforce' }),
      ]);
      clock.advance(1_000);
      await append([
        row('d', { contractId: T2, opportunityId: DEAL_B, failed: true }),
        row('e', { contractId: H1, kind: 'ARCHIVE', system: 'archive' }),
        row('f', { contractId: '#1', kind: 'DELIVERY' }),
        row('g', { kind: 'REJECTED_DELIVERY', failed: true }),
      ]);
      expect(await names({ contractIds: [T1] })).toEqual(['b', 'a']);
      expect(await names({ contractIds: [T1, H1, '#1'] })).toEqual(['f', 'e', 'b', 'a']);
      expect(await names({ contractIds: [] })).toEqual([]);
      const deal = { opportunityId: DEAL_A, contractIds: [] };
      expect(await names({ deal })).toEqual(['c', 'a']);
      expect(await names({ deal: { ...deal, contractIds: [T1] } })).toEqual(['c', 'b', 'a']);
      expect(await names({ deal, contractIds: [T1] })).toEqual(['a']);
      expect(await names({ deal: { ...deal, contractIds: [T1] }, contractIds: [T1, T2] })).toEqual([
        'b',
        'a',
      ]);
      expect(await names({ kinds: ['SYNC_RUN', 'ARCHIVE'] })).toEqual(['e', 'b']);
      expect(await names({ kinds: ['CALL', 'REJECTED_DELIVERY'] })).toEqual(['g', 'd', 'a']);
      expect(await names({ kinds: [] })).toEqual([]);
      expect(await names({ kinds: ['CALL'], contractIds: [T1] })).toEqual(['a']);
      expect(await names({ system: 'salesforce' })).toEqual(['c']);
      expect(await names({ failed: true })).toEqual(['g', 'd', 'b']);
      expect(await names({ failed: false })).toEqual(['f', 'e', 'c', 'a']);
      expect(await names({ failed: true, kinds: ['CALL'] })).toEqual(['d']);
      expect(await names({ since: clock.now() })).toEqual(['g', 'f', 'e', 'd']);
      expect(await names({ since: clock.now(), contractIds: [T1] })).toEqual([]);
      expect(await names({ failed: true, limit: 1 })).toEqual(['g']);
      expect(await names({ limit: 0 })).toEqual([]);
    });

    it('finds what is rare behind much else', async () => {
      await append([row('rare', { system: 'archive', contractId: T1 })]);
      for (let batch = 0; batch < 6; batch += 1)
        await append(
          Array.from({ length: 200 }, () => row('much')),
          { maxRows: 10_000 },
        );
      expect(await names({ system: 'archive' })).toEqual(['rare']);
      expect(await names({ contractIds: [T1] })).toEqual(['rare']);
    });

    it('keeps the newest of a number of rows', async () => {
      for (let i = 0; i < 30; i += 1)
        await append([row(`${i}`, { contractId: T1, failed: true })], { maxRows: 10 });
      const newest = Array.from({ length: 10 }, (_, i) => String(29 - i));
      expect(await names()).toEqual(newest);
      expect(await names({ contractIds: [T1] })).toEqual(newest);
      expect(await names({ failed: true })).toEqual(newest);
    });

    it('keeps rows for a time', async () => {
      const { clock, store } = fixture();
      await append([row('old', { contractId: T1, kind: 'REPAIR' })]);
      clock.advance(DAY_MS / 2);
      await append([row('young')]);
      clock.advance(DAY_MS / 2 + 1);
      expect(await store.activities.prune(bounds())).toBe(1);
      expect(await names()).toEqual(['young']);
      expect(await names({ contractIds: [T1] })).toEqual([]);
      expect(await names({ kinds: ['REPAIR'] })).toEqual([]);
      expect(await store.activities.prune(bounds())).toBe(0);
    });

    it('keeps a thousand refused deliveries, which displace nothing else', async () => {
      await append([row('first', { contractId: T1 })], { maxRows: 5 });
      for (let batch = 0; batch < 12; batch += 1)
        await append(
          Array.from({ length: 100 }, (_, i) =>
            row(`${batch * 100 + i}`, { kind: 'REJECTED_DELIVERY', failed: true }),
          ),
          { maxRows: 5 },
        );
      const rejected = await names({ kinds: ['REJECTED_DELIVERY'], limit: 5_000 });
      expect(rejected).toHaveLength(MAX_REJECTED_ROWS);
      expect([rejected.at(0), rejected.at(-1)]).toEqual(['1199', '200']);
      await append(
        Array.from({ length: 4 }, (_, i) => row(`other ${i}`)),
        { maxRows: 5 },
      );
      expect(await names({ kinds: ['CALL'] })).toContain('first');
      expect(await names({ kinds: ['REJECTED_DELIVERY'], limit: 5_000 })).toHaveLength(
        MAX_REJECTED_ROWS,
      );
    });

    it('comes down to bounds that were lowered', async () => {
      const { store } = fixture();
      for (let batch = 0; batch < 5; batch += 1)
        await append(Array.from({ length: 200 }, (_, i) => row(`${batch * 200 + i}`)));
      let removed = 0;
      for (;;) {
        const some = await store.activities.prune(bounds({ maxRows: 3 }));
        removed += some;
        if (some === 0) break;
      }
      expect(removed).toBe(997);
      expect(await names()).toEqual(['999', '998', '997']);
    });

    it('takes a row once, however often it is sent', async () => {
      const once = row('once', { contractId: T1 });
      await append([once]);
      await append([once, row('other')]);
      expect(await names()).toEqual(['other', 'once']);
      expect(await fixture().store.activities.prune(bounds({ maxRows: 2 }))).toBe(0);
    });

    it('answers every question as a plain list of the rows would, however many there are', async () => {
      const { clock, store } = fixture();
      const kinds = ['CALL', 'CALL', 'DELIVERY', 'SYNC_RUN', 'CRM_WRITE'] as const;
      const contracts = [T1, T2, H1, '#1', null] as const;
      const deals = [DEAL_A, DEAL_B, null, null] as const;
      const one = <T>(of: readonly T[]): T => of[Math.floor(Math.random() * of.length)]!;
      // Two processes, whose batches come late and in turns.
      const others = [idOf, createActivityIds(Math.random)];
      let all: Activity[] = [];
      const maxRows = 11_500;
      for (let batch = 0; batch < 14; batch += 1) {
        const some = [0, 1].map((process) =>
          Array.from({ length: 600 }, (_, i) => {
            if (i % 50 === 0) clock.advance(1);
            const at = clock.now();
            return row(`${batch} ${process} ${i}`, {
              id: others[process]!(at),
              at,
              kind: one(kinds),
              contractId: one(contracts),
              opportunityId: one(deals),
              failed: Math.random() < 0.02,
              system: one(['spotdraft', 'salesforce', null] as const),
            });
          }),
        );
        const rejected = row(`rejected ${batch}`, { kind: 'REJECTED_DELIVERY', failed: true });
        await append([...some[1]!, rejected], { maxRows });
        await append(some[0]!, { maxRows });
        all.push(...some.flat(), rejected);
      }
      all = all.sort((a, b) => (a.id < b.id ? 1 : -1));
      const ids = async (filter: Partial<ActivityFilter>) =>
        (await list({ limit: 20_000, ...filter })).map(({ id }) => id);
      // Which rows went may be off by what two processes wrote of one moment.
      const kept = new Set(await ids({}));
      const notRejected = all.filter(({ kind }) => kind !== 'REJECTED_DELIVERY');
      expect(kept.size).toBe(maxRows + 14);
      expect(notRejected.slice(0, maxRows - 2_400).every(({ id }) => kept.has(id))).toBe(true);
      all = all.filter(({ id }) => kept.has(id));

      const deal = { opportunityId: DEAL_A, contractIds: [T2] };
      const filters: Omit<ActivityFilter, 'limit'>[] = [
        {},
        { contractIds: [T1] },
        { contractIds: [T1, '#1'], kinds: ['SYNC_RUN', 'CALL'] },
        { deal },
        { deal, contractIds: [T1], failed: true },
        { kinds: ['DELIVERY', 'REJECTED_DELIVERY'] },
        { kinds: ['CALL'], system: 'salesforce' },
        { failed: true },
        { failed: true, kinds: ['CRM_WRITE'], since: all[7_000]!.at },
        { since: all[200]!.at, contractIds: [H1] },
      ];
      for (const filter of filters) {
        const expected = all.filter(fits(filter)).map(({ id }) => id);
        expect(await ids(filter)).toEqual(expected);
        for (const at of [0, 3, Math.floor(expected.length / 2), expected.length - 1]) {
          const beforeId = expected[at]!;
          const page = await ids({ ...filter, beforeId, limit: 7 });
          expect(page).toEqual(expected.slice(at + 1, at + 8));
        }
      }
      expect(await store.activities.prune(bounds({ maxRows }))).toBe(0);
      while ((await store.activities.prune(bounds({ maxRows: 10 }))) > 0);
      expect(await ids({})).toEqual(
        [...all.filter(({ kind }) => kind === 'REJECTED_DELIVERY'), ...notRejected.slice(0, 10)]
          .map(({ id }) => id)
          .sort()
          .reverse(),
      );
    });

    it('is written by several at once', async () => {
      const others = await Promise.all([fixture().reopen(), fixture().reopen()]);
      const rows = Array.from({ length: 60 }, (_, i) => row(`${i}`));
      await Promise.all(rows.map((one, i) => others[i % 2]!.activities.append([one], bounds())));
      expect(await names()).toEqual(rows.map(({ operation }) => operation).reverse());
    });
  });
}

/** As the port says it, a row at a time. */
function fits(filter: Omit<ActivityFilter, 'limit'>): (row: Activity) => boolean {
  const { contractIds, deal, kinds, system, failed, since } = filter;
  const isOneOf = (ids: readonly unknown[], id: unknown) => id !== null && ids.includes(id);
  return (row) =>
    (contractIds === undefined || isOneOf(contractIds, row.contractId)) &&
    (deal === undefined ||
      row.opportunityId === deal.opportunityId ||
      isOneOf(deal.contractIds, row.contractId)) &&
    (kinds === undefined || kinds.includes(row.kind)) &&
    (system === undefined || row.system === system) &&
    (failed === undefined || row.failed === failed) &&
    (since === undefined || row.at >= since);
}
