import { describe, expect, it } from 'vitest';

import type { Fixture } from './store-suite.js';
import { T1, T2, creation } from './samples.js';

const LEASE_MS = 30_000;
const SECOND = creation({ requestId: 'request-2' });

export function describeCreations(fixture: () => Fixture): void {
  describe('creation ledger', () => {
    it('begins an intent once', async () => {
      const { store, clock } = fixture();
      const first = await store.creations.begin(creation(), LEASE_MS);
      expect(first).toEqual({
        outcome: 'began',
        creation: {
          ...creation(),
          state: 'open',
          contractId: null,
          startedAt: clock.now(),
          sentAt: null,
          leaseUntil: clock.in(LEASE_MS),
          looks: 0,
        },
      });
      const second = await store.creations.begin({ ...SECOND, inputHash: 'hash-2' }, LEASE_MS);
      expect(second).toEqual({ outcome: 'exists', creation: first.creation });
      const other = await store.creations.begin({ ...SECOND, intent: 'another' }, LEASE_MS);
      expect(other.outcome).toBe('began');
    });

    it('lets one of many begin the same intent at the same time', async () => {
      const { store, reopen } = fixture();
      const other = await reopen();
      const begun = await Promise.all(
        Array.from({ length: 20 }, (_, i) =>
          (i % 2 === 0 ? store : other).creations.begin(
            creation({ requestId: `request-${i}` }),
            LEASE_MS,
          ),
        ),
      );
      expect(begun.filter(({ outcome }) => outcome === 'began')).toHaveLength(1);
      expect(new Set(begun.map((one) => one.creation.requestId)).size).toBe(1);
    });

    it('lets another take over when the first died before it sent anything', async () => {
      const { store, clock } = fixture();
      await store.creations.begin(creation(), LEASE_MS);
      clock.advance(LEASE_MS - 1);
      expect((await store.creations.begin(SECOND, LEASE_MS)).outcome).toBe('exists');
      clock.advance(1);
      const taken = await store.creations.begin(SECOND, LEASE_MS);
      expect(taken.outcome).toBe('began');
      expect(taken.creation).toMatchObject({ requestId: 'request-2', state: 'open' });
      expect(await store.creations.markSent('request-1', LEASE_MS)).toBe(false);
      expect(await store.creations.get('request-1')).toBeNull();
      expect(await store.creations.markSent('request-2', LEASE_MS)).toBe(true);
    });

    it('lets nobody begin what may have been sent, however long ago', async () => {
      const { store, clock } = fixture();
      await store.creations.begin(creation(), LEASE_MS);
      expect(await store.creations.markSent('request-1', LEASE_MS)).toBe(true);
      clock.advance(100 * LEASE_MS);
      const sent = await store.creations.begin(SECOND, LEASE_MS);
      expect(sent).toMatchObject({ outcome: 'exists', creation: { state: 'sent' } });
      await store.creations.markUncertain('request-1');
      const uncertain = await store.creations.begin(SECOND, LEASE_MS);
      expect(uncertain).toMatchObject({ outcome: 'exists', creation: { state: 'uncertain' } });
    });

    it('notes when it was sent and extends the lease', async () => {
      const { store, clock } = fixture();
      await store.creations.begin(creation(), LEASE_MS);
      clock.advance(1000);
      await store.creations.markSent('request-1', LEASE_MS);
      expect(await store.creations.get('request-1')).toMatchObject({
        state: 'sent',
        sentAt: clock.now(),
        leaseUntil: clock.in(LEASE_MS),
      });
    });

    it('refuses to send for an unknown or a finished request', async () => {
      const { store } = fixture();
      expect(await store.creations.markSent('nobody', LEASE_MS)).toBe(false);
      await store.creations.begin(creation(), LEASE_MS);
      await store.creations.complete('request-1', T1);
      expect(await store.creations.markSent('request-1', LEASE_MS)).toBe(false);
    });

    it('remembers a created contract for ever, or as long as asked from its completion', async () => {
      const { store, clock, reopen } = fixture();
      await store.creations.begin(creation(), LEASE_MS);
      await store.creations.complete('request-1', T1);
      const brief = creation({ requestId: 'brief', intent: 'brief', rememberMs: 60_000 });
      await store.creations.begin(brief, LEASE_MS);
      clock.advance(10_000);
      await store.creations.complete('brief', T2);
      clock.advance(59_999);
      const repeat = { ...brief, requestId: 'brief-2' };
      expect(await store.creations.begin(repeat, LEASE_MS)).toMatchObject({
        outcome: 'exists',
        creation: { state: 'created', contractId: T2 },
      });
      clock.advance(1);
      expect(await store.creations.byIntent('brief')).toBeNull();
      expect((await store.creations.begin(repeat, LEASE_MS)).outcome).toBe('began');
      clock.advance(1_000_000_000);
      expect(await (await reopen()).creations.begin(SECOND, LEASE_MS)).toMatchObject({
        outcome: 'exists',
        creation: { contractId: T1 },
      });
    });

    it('lets nothing late change what was created', async () => {
      const { store } = fixture();
      await store.creations.begin(creation(), LEASE_MS);
      await store.creations.markSent('request-1', LEASE_MS);
      await store.creations.complete('request-1', T1);
      await store.creations.markUncertain('request-1');
      await store.creations.forget('request-1');
      expect(await store.creations.byIntent(creation().intent)).toMatchObject({
        state: 'created',
        contractId: T1,
      });
    });

    it('forgets a refused intent, so that it can begin again', async () => {
      const { store } = fixture();
      await store.creations.begin(creation(), LEASE_MS);
      await store.creations.markSent('request-1', LEASE_MS);
      await store.creations.forget('request-1');
      expect(await store.creations.get('request-1')).toBeNull();
      expect(await store.creations.byIntent(creation().intent)).toBeNull();
      expect((await store.creations.begin(SECOND, LEASE_MS)).outcome).toBe('began');
    });

    it('gives sent rows to a settler only after their lease, and then not to their sender', async () => {
      const { store, clock } = fixture();
      await store.creations.begin(creation(), LEASE_MS);
      await store.creations.markSent('request-1', LEASE_MS);
      const claim = () => store.creations.claimUnsettled({ limit: 10, leaseMs: LEASE_MS });
      clock.advance(LEASE_MS - 1);
      expect(await claim()).toEqual([]);
      clock.advance(1);
      expect(await claim()).toMatchObject([
        { requestId: 'request-1', leaseUntil: clock.in(LEASE_MS) },
      ]);
      expect(await store.creations.markSent('request-1', LEASE_MS)).toBe(false);
      expect(await claim()).toEqual([]);
      clock.advance(LEASE_MS);
      expect(await claim()).toHaveLength(1);
    });

    it('gives uncertain rows to one settler at once, and to the next after a look', async () => {
      const { store, clock, reopen } = fixture();
      const other = await reopen();
      for (const name of ['a', 'b', 'c']) {
        await store.creations.begin(creation({ requestId: name, intent: name }), LEASE_MS);
        await store.creations.markSent(name, LEASE_MS);
        await store.creations.markUncertain(name);
      }
      const options = { limit: 2, leaseMs: LEASE_MS };
      const claims = await Promise.all([
        store.creations.claimUnsettled(options),
        other.creations.claimUnsettled(options),
      ]);
      const ids = claims.flat().map(({ requestId }) => requestId);
      expect(ids.sort()).toEqual(['a', 'b', 'c']);
      await store.creations.countLook('a', clock.in(500));
      expect(await store.creations.claimUnsettled(options)).toEqual([]);
      clock.advance(500);
      expect(await store.creations.claimUnsettled(options)).toMatchObject([
        { requestId: 'a', state: 'uncertain', looks: 1 },
      ]);
      await store.creations.complete('a', T1);
      clock.advance(LEASE_MS);
      expect(
        (await store.creations.claimUnsettled(options)).map(({ requestId }) => requestId).sort(),
      ).toEqual(['b', 'c']);
    });

    it('never offers open or created rows to a settler', async () => {
      const { store, clock } = fixture();
      await store.creations.begin(creation(), LEASE_MS);
      await store.creations.begin(creation({ requestId: 'x', intent: 'x' }), LEASE_MS);
      await store.creations.complete('x', T1);
      clock.advance(2 * LEASE_MS);
      expect(await store.creations.claimUnsettled({ limit: 10, leaseMs: LEASE_MS })).toEqual([]);
    });
  });
}
