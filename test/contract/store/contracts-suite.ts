import { describe, expect, it } from 'vitest';

import { parseContractId } from '../../../src/domain/contract-id.js';
import { CONTRACT_STATUSES, compareByAdvancement } from '../../../src/domain/contract.js';
import type { Contract } from '../../../src/domain/contract.js';
import type {
  ContractFilter,
  ContractPosition,
  StoredContract,
} from '../../../src/store/contracts.js';
import type { Store } from '../../../src/store/store.js';
import type { Fixture } from './store-suite.js';
import { DEAL_A, DEAL_B, DEAL_C, H1, T1, T2, T3, contract } from './samples.js';
import { lookAt } from '../../support/look-at.js';

export function describeContracts(fixture: () => Fixture): void {
  describe('contracts', () => {
    it('gives back what was saved', async () => {
      const { store, clock, reopen } = fixture();
      const full = contract({
        status: 'EXECUTED',
        kind: null,
        referenceId: 'PO-9',
        counterpartyName: 'Żółw & Søn',
        createdBy: 'ana@example.com',
        externalMetadata: { crm: { record_id: DEAL_A, tags: [1, null, 'x'] } },
        opportunityId: DEAL_A,
      });
      await store.contracts.save([full, contract({ id: T2 })], lookAt(clock.now()));
      const found = await (await reopen()).contracts.get([T1, T2, T3]);
      expect([...found.keys()].sort()).toEqual([T1, T2]);
      expect(found.get(T1)).toEqual({
        contract: full,
        look: lookAt(clock.now()).number,
        readAt: clock.now(),
        lastSyncedAt: null,
        lastError: null,
      });
      expect(found.get(T2)?.contract).toEqual(contract({ id: T2 }));
    });

    it('never lets an earlier read replace a later one', async () => {
      const { store, clock } = fixture();
      await store.contracts.save([contract({ status: 'EXECUTED' })], lookAt(clock.in(10)));
      await store.contracts.save([contract({ status: 'SIGN' })], lookAt(clock.in(9)));
      expect(await statusOf(store)).toBe('EXECUTED');
      await store.contracts.markDeleted([T1], lookAt(clock.in(9)));
      expect(await statusOf(store)).toBe('EXECUTED');
      await store.contracts.save([contract({ status: 'VOIDED' })], lookAt(clock.in(11)));
      expect(await statusOf(store)).toBe('VOIDED');
    });

    it('keeps deleted contracts, and leaves unknown ids alone', async () => {
      const { store, clock } = fixture();
      await store.contracts.save([contract({ name: 'NDA' })], lookAt(clock.now()));
      await store.contracts.markDeleted([T1, T2], lookAt(clock.in(1)));
      await store.contracts.save([contract({ status: 'SIGN' })], lookAt(clock.now()));
      const found = await store.contracts.get([T1, T2]);
      expect([...found.keys()]).toEqual([T1]);
      expect(found.get(T1)?.contract).toMatchObject({ name: 'NDA', status: 'DELETED' });
      expect(found.get(T1)?.readAt).toEqual(clock.in(1));
    });

    it('finds none, one or one of each prefix by number', async () => {
      const { store, clock } = fixture();
      await store.contracts.save(
        [T1, H1, T2].map((id) => contract({ id })),
        lookAt(clock.now()),
      );
      const idsOf = async (number: number) =>
        (await store.contracts.getByNumber(number)).map((stored) => stored.contract.id).sort();
      expect(await idsOf(1)).toEqual([H1, T1]);
      expect(await idsOf(2)).toEqual([T2]);
      expect(await idsOf(3)).toEqual([]);
    });

    it("answers each deal's contracts without deleted ones, most advanced first", async () => {
      const { store, clock } = fixture();
      const contracts = many(40).map((one) => ({ ...one, opportunityId: DEAL_A }));
      await store.contracts.save(contracts, lookAt(clock.now()));
      await store.contracts.save(
        [contract({ id: H1, opportunityId: DEAL_B })],
        lookAt(clock.now()),
      );
      const found = await store.contracts.byOpportunity([DEAL_A, DEAL_B, DEAL_C]);
      expect([...found.keys()].sort()).toEqual([DEAL_A, DEAL_B, DEAL_C].sort());
      expect(found.get(DEAL_A)?.map((stored) => stored.contract)).toEqual(
        contracts.filter(({ status }) => status !== 'DELETED').sort(compareByAdvancement),
      );
      expect(found.get(DEAL_B)).toHaveLength(1);
      expect(found.get(DEAL_C)).toEqual([]);
    });

    it('moves a contract between deals', async () => {
      const { store, clock } = fixture();
      await store.contracts.save([contract({ opportunityId: DEAL_A })], lookAt(clock.now()));
      await store.contracts.save([contract({ opportunityId: DEAL_B })], lookAt(clock.in(1)));
      const found = await store.contracts.byOpportunity([DEAL_A, DEAL_B]);
      expect(found.get(DEAL_A)).toEqual([]);
      expect(found.get(DEAL_B)).toHaveLength(1);
      expect(await store.contracts.filterLinked([DEAL_A, DEAL_B], null)).toEqual(new Set([DEAL_B]));
    });

    it.each<[string, ContractFilter]>([
      ['everything', {}],
      ['one status', { statuses: ['SIGN'] }],
      ['several statuses', { statuses: ['SIGN', 'DRAFT', 'EXECUTED', 'SIGN'] }],
      ['linked contracts', { linked: true }],
      ['unlinked contracts of two statuses', { linked: false, statuses: ['DRAFT', 'ON_HOLD'] }],
      ['a type and a search', { typeId: '7', search: 'FORM 1' }],
      ['a search in two statuses', { statuses: ['SIGN', 'DRAFT', 'SIGN'], search: 'order' }],
      ['a type in every status', { typeId: '7' }],
      [
        'recent changes in two statuses',
        { statuses: ['SIGN', 'VOIDED'], changedSince: new Date(0) },
      ],
      ['a deal', { opportunityId: DEAL_A }],
      [
        'a search among linked contracts of a deal',
        { linked: true, opportunityId: DEAL_A, search: 'FORM' },
      ],
    ])('joins the pages of a list to the whole: %s', async (_name, filter) => {
      const { store, clock } = fixture();
      await store.contracts.save(many(60), lookAt(clock.now()));
      const whole = await store.contracts.list(filter, { limit: 1000 });
      expect(whole.map((stored) => stored.contract)).toEqual(
        many(60)
          .filter((one) => isMatch(one, filter))
          .sort(compareNewestFirst),
      );
      expect(whole.length).toBeGreaterThan(3);
      expect(await store.contracts.count(filter)).toBe(whole.length);
      for (const limit of [1, 3, 7]) {
        expect(await inPages(store, filter, limit), `pages of ${limit}`).toEqual(whole);
      }
    });

    it('matches nothing where no status is asked for', async () => {
      const { store, clock } = fixture();
      await store.contracts.save(many(5), lookAt(clock.now()));
      expect(await store.contracts.list({ statuses: [] }, { limit: 10 })).toEqual([]);
      expect(await store.contracts.count({ statuses: [] })).toBe(0);
    });

    it('counts along when contracts change status, link and existence', async () => {
      const { store, clock } = fixture();
      await store.contracts.save(many(20), lookAt(clock.now()));
      await store.contracts.save([contract({ id: H1, status: 'SIGN' })], lookAt(clock.now()));
      await store.contracts.save(
        [contract({ id: H1, opportunityId: DEAL_A })],
        lookAt(clock.in(1)),
      );
      await store.contracts.markDeleted([T1, T2, H1], lookAt(clock.in(2)));
      const all = (await store.contracts.list({}, { limit: 100 })).map((stored) => stored.contract);
      for (const status of CONTRACT_STATUSES) {
        for (const linked of [true, false]) {
          const filter = { statuses: [status], linked };
          const expected = all.filter((one) => isMatch(one, filter)).length;
          expect(await store.contracts.count(filter), `${status} ${linked}`).toBe(expected);
        }
      }
      expect(await store.contracts.count({})).toBe(21);
    });

    it.each([
      ['name', { name: 'Frame Agreement' }, 'ame agr'],
      ['counterparty', { counterpartyName: 'ACME GmbH' }, 'acme'],
      ['reference id', { referenceId: 'PO-77' }, 'po-77'],
      ['letters beyond ASCII', { name: 'ÉTUDE ŁÓDŹ' }, 'étude łódź'],
      ['sharp s', { name: 'Straße' }, 'STRASSE'],
      ['a percent sign', { name: '100% share' }, '0% S'],
      ['an underscore', { name: 'a_b' }, 'A_B'],
      ['a backslash', { name: 'a\\b' }, '\\'],
      ['a quote', { name: "O'Neil" }, "o'n"],
    ])('searches in any case: %s', async (_name, over, search) => {
      const { store, clock } = fixture();
      await store.contracts.save(
        [contract(over), contract({ id: T2, name: '100 shares axb a/b' })],
        lookAt(clock.now()),
      );
      const found = await store.contracts.list({ search }, { limit: 10 });
      expect(found.map((stored) => stored.contract.id)).toEqual([T1]);
      expect(await store.contracts.count({ search })).toBe(1);
    });

    it('finds contracts whose state changed at or after a time', async () => {
      const { store, clock } = fixture();
      const changed = async (ms: number) =>
        (await store.contracts.list({ changedSince: clock.in(ms) }, { limit: 9 }))
          .map((stored) => stored.contract.id)
          .sort();
      await store.contracts.save(
        [contract(), contract({ id: T2 }), contract({ id: T3 })],
        lookAt(clock.now()),
      );
      await store.contracts.save(
        [contract(), contract({ id: T2, status: 'SIGN' })],
        lookAt(clock.in(10)),
      );
      await store.contracts.markDeleted([T3], lookAt(clock.in(20)));
      await store.contracts.markDeleted([T3], lookAt(clock.in(30)));
      expect(await changed(0)).toEqual([T1, T2, T3]);
      expect(await changed(1)).toEqual([T2, T3]);
      expect(await changed(10)).toEqual([T2, T3]);
      expect(await changed(11)).toEqual([T3]);
      expect(await changed(21)).toEqual([]);
    });

    it('names the deals with a contract in a status, or null when there are too many', async () => {
      const { store, clock } = fixture();
      await store.contracts.save(
        [
          contract({ id: T1, opportunityId: DEAL_A, status: 'SIGN' }),
          contract({ id: T2, opportunityId: DEAL_A, status: 'DRAFT' }),
          contract({ id: T3, opportunityId: DEAL_B, status: 'DRAFT' }),
          contract({ id: H1, opportunityId: DEAL_C, status: 'DELETED' }),
        ],
        lookAt(clock.now()),
      );
      const linked = async (...asked: Parameters<Store['contracts']['linkedOpportunities']>) => {
        const ids = await store.contracts.linkedOpportunities(...asked);
        return ids === null ? null : [...ids].sort();
      };
      expect(await linked(null, 2)).toEqual([DEAL_A, DEAL_B]);
      expect(await linked(null, 1)).toBeNull();
      expect(await linked(['SIGN', 'DELETED'], 1)).toEqual([DEAL_A]);
      expect(await linked(['VOIDED'], 1)).toEqual([]);
      const all = [DEAL_A, DEAL_B, DEAL_C];
      expect(await store.contracts.filterLinked(all, null)).toEqual(new Set([DEAL_A, DEAL_B]));
      expect(await store.contracts.filterLinked(all, ['SIGN'])).toEqual(new Set([DEAL_A]));
      expect(await store.contracts.filterLinked([DEAL_B], ['SIGN'])).toEqual(new Set());
    });

    it('walks every id once, ascending', async () => {
      const { store, clock } = fixture();
      await store.contracts.save(
        [...many(25), contract({ id: H1, status: 'DELETED' })],
        lookAt(clock.now()),
      );
      const walked: string[] = [];
      for (;;) {
        const last = walked.at(-1);
        const page = await store.contracts.ids({
          limit: 4,
          ...(last === undefined ? {} : { after: parseContractId(last) }),
        });
        if (page.length === 0) break;
        walked.push(...page);
      }
      expect(walked).toEqual([...many(25).map(({ id }) => id as string), H1].sort());
    });

    it('records sync results without touching the state', async () => {
      const { store, clock } = fixture();
      await store.contracts.save([contract()], lookAt(clock.now()));
      await store.contracts.saveSyncResults([
        { id: T1, syncedAt: clock.in(5), error: null },
        { id: T2, syncedAt: clock.in(5), error: null },
      ]);
      await store.contracts.saveSyncResults([{ id: T1, syncedAt: null, error: 'row locked' }]);
      await store.contracts.save([contract({ status: 'SIGN' })], lookAt(clock.in(6)));
      expect((await store.contracts.get([T1, T2])).get(T1)).toMatchObject({
        contract: { status: 'SIGN' },
        lastSyncedAt: clock.in(5),
        lastError: 'row locked',
      });
      await store.contracts.saveSyncResults([{ id: T1, syncedAt: clock.in(8), error: null }]);
      const all = await store.contracts.get([T1, T2]);
      expect(all.get(T1)).toMatchObject({ lastSyncedAt: clock.in(8), lastError: null });
      expect(all.has(T2)).toBe(false);
    });
  });
}

/** Contracts over all statuses, three deals or none, and few creation times, so that many tie. */
function many(total: number): Contract[] {
  const deals = [DEAL_A, null, DEAL_B, DEAL_C];
  return Array.from({ length: total }, (_, i) =>
    contract({
      id: parseContractId(`T-${i + 1}`),
      status: CONTRACT_STATUSES[i % CONTRACT_STATUSES.length]!,
      opportunityId: deals[(i + Math.floor(i / 8)) % deals.length]!,
      type: { id: i % 3 === 0 ? '8' : '7', name: 'Order form' },
      createdAt: `2026-02-${String(10 + ((i * 7) % 9))}T08:00:00Z`,
    }),
  );
}

function isMatch(one: Contract, filter: ContractFilter): boolean {
  return (
    (filter.statuses?.includes(one.status) ?? true) &&
    one.type.id === (filter.typeId ?? one.type.id) &&
    one.name.toLowerCase().includes(filter.search?.toLowerCase() ?? '') &&
    one.opportunityId === (filter.opportunityId ?? one.opportunityId) &&
    (one.opportunityId !== null) === (filter.linked ?? one.opportunityId !== null)
  );
}

function compareNewestFirst(a: Contract, b: Contract): number {
  const [left, right] = [`${a.createdAt} ${a.id}`, `${b.createdAt} ${b.id}`];
  return left < right ? 1 : left > right ? -1 : 0;
}

async function inPages(
  store: Store,
  filter: ContractFilter,
  limit: number,
): Promise<StoredContract[]> {
  const all: StoredContract[] = [];
  for (;;) {
    const last = all.at(-1)?.contract;
    const after: ContractPosition | undefined = last && { createdAt: last.createdAt, id: last.id };
    const page = await store.contracts.list(filter, { limit, ...(after && { after }) });
    if (page.length === 0) return all;
    all.push(...page);
  }
}

async function statusOf(store: Store): Promise<string | undefined> {
  return (await store.contracts.get([T1])).get(T1)?.contract.status;
}
