import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ChangedDealsQuery, DealPosition } from '../../../../../src/connectors/crm.js';
import { UpstreamContractError } from '../../../../../src/domain/errors.js';
import { parseOpportunityId } from '../../../../../src/domain/opportunity-id.js';
import { parseMappingFile } from '../../../../../src/mapping/index.js';
import { TERMS } from '../../../../../src/sync/index.js';
import { sweepTerms } from '../../../../../src/sync/passes/terms/sweep-terms.js';
import { silentLog } from '../../../../../src/domain/log.js';
import {
  DEAL,
  executed,
  mapping,
  openTermsWorld,
  outage,
  refusal,
  REQUEST,
  T1,
  T2,
  total,
} from '../../terms/terms-world.js';
import type { TermsWorld } from '../../terms/terms-world.js';

let world: TermsWorld;
beforeEach(async () => {
  world = await openTermsWorld();
});
afterEach(async () => {
  await world[Symbol.asyncDispose]();
});

describe('a sweep', () => {
  beforeEach(async () => {
    await world.store.contracts.save([executed()], await world.store.contracts.beginLook());
  });

  it('judges all the first time, and then costs one CRM call and no SpotDraft call when nothing changed', async () => {
    expect([...(await world.sweep())]).toEqual([T1]);
    world.queries = [];
    world.asked = [];
    expect([...(await world.sweep())]).toEqual([]);
    expect([world.queries.length, world.asked.length]).toEqual([1, 0]);
    expect(world.queries[0]).toMatchObject({ paths: [], since: new Date('2026-11-21T09:55:00Z') });
  });

  it('judges the contracts of a deal that changed, and not twice by the same change', async () => {
    await world.sweep();
    world.deals.set(DEAL, { Amount: 500, changedAt: new Date('2026-11-21T09:59:00Z') });
    world.answeredAt = new Date('2026-11-21T10:01:00Z');
    expect([...(await world.sweep())]).toEqual([T1]);
    expect(world.asked).toEqual([T1]);
    world.queries = [];
    expect([...(await world.sweep())]).toEqual([]);
    expect(world.queries).toHaveLength(1);
  });

  it.each([
    ['of what changed', false],
    ['over everything', true],
  ])(
    '%s reads the key pointers of what SpotDraft updated, and of nothing else',
    async (_, everything) => {
      await world.store.contracts.save([executed(T2)], await world.store.contracts.beginLook());
      world.pointers.set(T2, [total(100)]);
      await world.sweep();
      world.pointers.set(T1, [total(1)]);
      world.pointers.set(T2, [total(1)]);
      world.asked = [];
      const changed = await world.sweep(everything, undefined, undefined, new Set([T1]));
      expect([...changed]).toEqual([T1]);
      expect(world.asked).toEqual([T1]);
    },
  );

  it('looks again at a deal that may have changed once more within the same second', async () => {
    await world.sweep();
    const changedAt = new Date('2026-11-21T10:00:00Z');
    world.deals.set(DEAL, { Amount: 500, changedAt });
    await world.sweep();
    world.deals.set(DEAL, { Amount: 100, changedAt });
    expect([...(await world.sweep())]).toEqual([T1]);
    expect(await world.statesOf(executed())).toMatchObject({ total: 'MATCH' });
  });

  it('looks for a missing value again after some minutes, then later, then no more', async () => {
    world.pointers.set(T1, []);
    await world.sweep();
    expect(await world.statesOf(executed())).toMatchObject({ total: 'MISSING' });
    const looks: number[] = [];
    for (const minutes of [4, 2, 29, 2, 180, 721, 2_000]) {
      world.clock.advance(minutes * 60_000);
      world.asked = [];
      await world.sweep();
      looks.push(world.asked.length);
    }
    expect(looks).toEqual([0, 1, 0, 1, 1, 1, 0]);
    world.pointers.set(T1, [total(100)]);
    await world.judge().judge([executed()], { ...REQUEST, fresh: new Set([T1]) });
    expect(await world.statesOf(executed())).toMatchObject({ total: 'MATCH' });
  });

  it('leaves what one contract alone is refused to the log, what may pass to the worker, and stops for an outage', async () => {
    world.pointers.set(T1, refusal());
    expect([...(await world.sweep(true))]).toEqual([]);
    expect(await world.store.queues.sync.claim({ limit: 9, leaseMs: 1_000 })).toEqual([]);
    world.pointers.set(T1, new UpstreamContractError('no list', { service: 'spotdraft' }));
    await world.sweep(true);
    const marked = await world.store.queues.sync.claim({ limit: 9, leaseMs: 1_000 });
    expect(marked.map(({ key }) => key)).toEqual([T1]);
    world.pointers.set(T1, outage());
    await expect(world.sweep(true)).rejects.toThrow('no answer');
    world.pointers.set(T1, [total(1)]);
    expect([...(await world.sweep(true))]).toEqual([T1]);
  });

  it('does not ask again by itself for what deliveries brought no value of', async () => {
    world.pointers.set(T1, []);
    await world.sweep();
    // Judged by what is known, nobody looked: the next look stays as it was.
    await world.judge().judge([executed()], REQUEST);
    world.clock.advance(5 * 60_000);
    world.asked = [];
    await world.sweep();
    expect(world.asked).toEqual([T1]);
    world.clock.advance(3_000 * 60_000);
    for (let time = 0; time < 4; time += 1) {
      await world.judge().judge([executed()], { ...REQUEST, fresh: 'all' });
    }
    world.asked = [];
    world.clock.advance(3_000 * 60_000);
    await world.sweep();
    await world.judge().judge([executed()], { ...REQUEST, fresh: 'all' });
    world.clock.advance(3_000 * 60_000);
    await world.sweep();
    // Given up: only who asked for it was answered.
    expect(world.asked).toEqual([T1]);
  });

  it('begins where the last one did while the CRM tells no time, and at our own the first time', async () => {
    world.answeredAt = null;
    await world.sweep();
    const first = await world.store.settings.get('terms-swept');
    expect(JSON.parse(first!)).toMatchObject({ at: world.clock.now().toISOString() });
    world.clock.advance(60_000);
    await world.sweep();
    expect(await world.store.settings.get('terms-swept')).toBe(first);
    world.answeredAt = world.clock.now();
    await world.sweep();
    expect(JSON.parse((await world.store.settings.get('terms-swept'))!)).toMatchObject({
      at: world.clock.now().toISOString(),
    });
  });

  it.each([['{'], ['{"at":"today","rules":"r"}']])(
    'judges all where %s stands in the place of the last one',
    async (damaged) => {
      await world.sweep();
      await world.store.settings.set('terms-swept', damaged);
      world.queries = [];
      await world.sweep();
      expect(world.queries.map(({ since }) => since)).toEqual([undefined]);
    },
  );

  it('goes on behind the last deal of a full page', async () => {
    await world.sweep();
    const changedAt = new Date('2026-11-21T09:58:00Z');
    for (let at = 0; at < 2_000; at += 1) {
      const id = parseOpportunityId(`006000000${String(at).padStart(6, '0')}`);
      world.deals.set(id, { Amount: 1, changedAt });
    }
    const pages: (DealPosition | undefined)[] = [];
    await sweepTerms(
      {
        store: world.store,
        clock: world.clock,
        log: silentLog,
        mapping,
        terms: world.judge(),
        crm: {
          ...world.crm,
          async changedDeals(query: ChangedDealsQuery) {
            pages.push(query.after);
            const found = await world.crm.changedDeals(query);
            return query.after === undefined ? found.slice(0, query.limit) : [];
          },
        } as never,
      },
      { everything: false, updated: new Set() },
    );
    expect(pages).toMatchObject([undefined, { id: expect.stringMatching(/^006/u) as string }]);
  });

  it('ends when it is stopped, and the next one begins where it did', async () => {
    const stopped = AbortSignal.abort(new Error('The program is stopping.'));
    await expect(world.sweep(true, world.judge(), stopped)).rejects.toThrow(
      'The program is stopping.',
    );
    expect(await world.store.settings.get('terms-swept')).toBeNull();
    expect([...(await world.sweep(false, world.judge(), new AbortController().signal))]).toEqual([
      T1,
    ]);
  });

  it('leaves alone what no contract goes by', async () => {
    await world.store.marks.put(TERMS, [{ key: 'X-1', value: '{}' }]);
    expect([...(await world.sweep(true))]).toEqual([T1]);
  });

  it('forgets contracts that nobody knows any more, and everything when the checks are gone', async () => {
    await world.store.marks.put(TERMS, [{ key: T2, value: '{}' }]);
    expect([...(await world.sweep(true))].toSorted()).toEqual([T1, T2]);
    const off = world.judge(parseMappingFile('version: 1\ncontracts: []\n', 'm'));
    expect([...(await world.sweep(false, off))]).toEqual([T1]);
    expect([...(await world.sweep(false, off))]).toEqual([]);
  });
});
