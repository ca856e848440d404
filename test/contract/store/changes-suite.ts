import { describe, expect, it } from 'vitest';

import { parseOpportunityId } from '../../../src/domain/opportunity-id.js';
import { eventually } from '../../support/eventually.js';
import { T1, T2 } from './samples.js';
import type { Fixture } from './store-suite.js';

const DEAL = parseOpportunityId('0065g00AqnHTqkOAET');
const changeOf = (contractId = T1) => ({ contractId, opportunityIds: [DEAL] });

export function describeChanges(fixture: () => Fixture): void {
  describe('change log', () => {
    it('answers what was appended after a position, oldest first, across restarts', async () => {
      const { store, reopen } = fixture();
      const start = await store.changes.latest();
      expect(await store.changes.read(start, 10)).toEqual([]);
      await store.changes.append([changeOf(T1), { contractId: null, opportunityIds: [] }]);
      const end = await store.changes.append([{ contractId: T2, opportunityIds: [DEAL] }]);
      const next = await reopen();
      expect(await next.changes.latest()).toBe(end);
      const all = await next.changes.read(start, 10);
      expect(all).toEqual([
        { position: expect.any(String) as string, contractId: T1, opportunityIds: [DEAL] },
        { position: expect.any(String) as string, contractId: null, opportunityIds: [] },
        { position: end, contractId: T2, opportunityIds: [DEAL] },
      ]);
      expect(await next.changes.read(start, 2)).toEqual(all.slice(0, 2));
      const [first] = all;
      expect(typeof first === 'object' && (await next.changes.read(first.position, 10))).toEqual(
        all.slice(1),
      );
      expect(await next.changes.read(end, 10)).toEqual([]);
    });

    it('gives positions that compare as texts', async () => {
      const { store } = fixture();
      const positions = [await store.changes.latest()];
      for (let i = 0; i < 12; i += 1) positions.push(await store.changes.append([changeOf()]));
      expect(positions.toSorted()).toEqual(positions);
      expect(new Set(positions).size).toBe(13);
    });

    it('says when a position is too old to go on from, and keeps one that nothing followed', async () => {
      const { store, clock } = fixture();
      const start = await store.changes.latest();
      const first = await store.changes.append([changeOf(T1)]);
      clock.advance(20 * 60_000);
      expect(await store.changes.read(first, 10)).toEqual([]);
      const second = await store.changes.append([changeOf(T2)]);
      expect(await store.changes.read(start, 10)).toBe('too-old');
      expect(await store.changes.read(first, 10)).toMatchObject([
        { contractId: T2, position: second },
      ]);
    });

    it('keeps a bounded number of entries', async () => {
      const { store } = fixture();
      const start = await store.changes.latest();
      const many = Array.from({ length: 3_000 }, () => changeOf());
      const afterOne = await store.changes.append([changeOf()]);
      for (let i = 0; i < 7; i += 1) await store.changes.append(many);
      expect(await store.changes.read(start, 1)).toBe('too-old');
      expect(await store.changes.read(afterOne, 1)).toBe('too-old');
      await store.changes.append([changeOf(T2)]);
      expect(await store.changes.read(await store.changes.latest(), 1)).toEqual([]);
    });

    it.each(['', 'x', '12', '0000000000000000-000000000000001', 'ü'.repeat(50)])(
      'takes %j, which is no position of this store, for too old',
      async (text) => {
        const { store } = fixture();
        await store.changes.append([changeOf(), changeOf()]);
        expect(await store.changes.read(text, 10)).toBe('too-old');
      },
    );

    it('tells those who watch, in this process and in others, until they stop', async () => {
      const { store, reopen } = fixture();
      const other = await reopen();
      const heard = { here: 0, there: 0, stopped: 0 };
      store.changes.watch(() => (heard.stopped += 1))();
      const ends = [
        store.changes.watch(() => (heard.here += 1)),
        other.changes.watch(() => (heard.there += 1)),
      ];
      for (const times of [1, 2]) {
        const { here, there } = heard;
        await eventually(async () => {
          await store.changes.append([changeOf()]);
          expect(heard.here).toBeGreaterThan(here);
          expect(heard.there).toBeGreaterThanOrEqual(there + times);
        });
      }
      for (const end of ends) end();
      await other.changes.append([changeOf()]);
      const { there } = heard;
      await other.changes.append([changeOf()]);
      expect(heard).toMatchObject({ there, stopped: 0 });
    });
  });
}
