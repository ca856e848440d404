import { describe, expect, it } from 'vitest';

import type { Creation } from '../../../src/store/creation-ledger.js';
import type { Store } from '../../../src/store/store.js';
import type { Fixture } from './store-suite.js';
import { creation } from './samples.js';

const SECOND = creation({ requestId: 'request-2' });
const DAY_MS = 24 * 60 * 60_000;

export function describeCreations(fixture: () => Fixture): void {
  const present = async (store: Store, requestId = 'request-1'): Promise<Creation> => {
    const found = await store.creations.get(requestId);
    if (found === null) throw new Error(`no row ${requestId}`);
    return found;
  };
  const beginAndSend = async (store: Store, over: Parameters<typeof creation>[0] = {}) => {
    const row = creation(over);
    await store.creations.begin(row, 'a');
    expect(await store.creations.markSent(row.requestId, 'a')).toBe(true);
    return row.requestId;
  };

  describe('creation ledger', () => {
    it('begins an intent once', async () => {
      const { store } = fixture();
      const first = await store.creations.begin(creation(), 'a');
      expect(first).toEqual({
        outcome: 'began',
        creation: {
          ...creation(),
          state: 'open',
          madeId: null,
          isHeld: true,
          beat: expect.any(Number) as number,
          isDue: true,
          looks: 0,
          uncertainForMs: 0,
          doubt: null,
        },
      });
      const second = await store.creations.begin({ ...SECOND, inputHash: 'hash-2' }, 'b');
      expect(second).toEqual({ outcome: 'exists', creation: first.creation });
      const other = await store.creations.begin({ ...SECOND, intent: 'another' }, 'b');
      expect(other.outcome).toBe('began');
    });

    it('lets one of many begin the same intent at the same time', async () => {
      const { store, reopen } = fixture();
      const other = await reopen();
      const begun = await Promise.all(
        Array.from({ length: 20 }, (_, i) =>
          (i % 2 === 0 ? store : other).creations.begin(
            creation({ requestId: `request-${i}` }),
            `holder-${i}`,
          ),
        ),
      );
      expect(begun.filter(({ outcome }) => outcome === 'began')).toHaveLength(1);
      expect(new Set(begun.map((one) => one.creation.requestId)).size).toBe(1);
    });

    it('raises the beat with everything that its holder does, and for nobody else', async () => {
      const { store } = fixture();
      await store.creations.begin(creation(), 'a');
      const beats = [(await present(store)).beat];
      const note = async () => beats.push((await present(store)).beat);
      expect(await store.creations.beat('request-1', 'a')).toBe(true);
      await note();
      expect(await store.creations.beat('request-1', 'b')).toBe(false);
      expect(await store.creations.markSent('request-1', 'b')).toBe(false);
      expect((await present(store)).beat).toBe(beats[1]);
      await store.creations.markSent('request-1', 'a');
      await note();
      expect((await store.creations.markUncertain('request-1', 'a', 'answered'))?.state).toBe(
        'uncertain',
      );
      await note();
      await store.creations.countLook('request-1', 'a');
      await note();
      await store.creations.release('request-1', 'a', 0);
      await note();
      expect([...new Set(beats)].sort((a, b) => a - b)).toEqual(beats);
      expect(await store.creations.beat('request-1', 'a')).toBe(false);
    });

    it('frees what was never sent when its beat stood still, and its holder can no longer send', async () => {
      const { store } = fixture();
      await store.creations.begin(creation(), 'a');
      const { beat } = await present(store);
      await store.creations.beat('request-1', 'a');
      expect(await store.creations.takeOver('request-1', beat, 'b')).toEqual({ outcome: 'lost' });
      const seen = await present(store);
      expect(await store.creations.takeOver('request-1', seen.beat, 'b')).toEqual({
        outcome: 'freed',
      });
      expect(await store.creations.markSent('request-1', 'a')).toBe(false);
      expect(await store.creations.get('request-1')).toBeNull();
      expect((await store.creations.begin(SECOND, 'b')).outcome).toBe('began');
    });

    it('never frees what may have been sent, however the clock goes', async () => {
      const { store, clock } = fixture();
      await beginAndSend(store);
      for (const step of [100 * DAY_MS, -200 * DAY_MS]) {
        clock.advance(step);
        expect(await store.creations.begin(SECOND, 'b')).toMatchObject({
          outcome: 'exists',
          creation: { state: 'sent', isHeld: true },
        });
      }
      const taken = await store.creations.takeOver('request-1', (await present(store)).beat, 'b');
      expect(taken).toMatchObject({
        outcome: 'taken',
        creation: { state: 'uncertain', doubt: 'unanswered', isHeld: true },
      });
      expect(await store.creations.begin(SECOND, 'c')).toMatchObject({
        outcome: 'exists',
        creation: { state: 'uncertain' },
      });
    });

    it('gives a dead holder’s row to one of many, and nothing more to the dead one', async () => {
      const { store, reopen } = fixture();
      const other = await reopen();
      await beginAndSend(store);
      const { beat } = await present(store);
      const taken = await Promise.all(
        Array.from({ length: 10 }, (_, i) =>
          (i % 2 === 0 ? store : other).creations.takeOver('request-1', beat, `settler-${i}`),
        ),
      );
      expect(taken.filter(({ outcome }) => outcome === 'taken')).toHaveLength(1);
      expect(await store.creations.beat('request-1', 'a')).toBe(false);
      expect(await store.creations.markSent('request-1', 'a')).toBe(false);
      expect(await store.creations.markUncertain('request-1', 'a', 'answered')).toBeNull();
      expect(await store.creations.countLook('request-1', 'a')).toBeNull();
      expect(await store.creations.forget('request-1', 'a')).toBe(false);
      await store.creations.release('request-1', 'a', 0);
      expect(await present(store)).toMatchObject({ state: 'uncertain', isHeld: true, looks: 0 });
      // What it learnt too late is the truth all the same.
      await store.creations.complete('request-1', 'T-1');
      expect(await present(store)).toMatchObject({ state: 'created', madeId: 'T-1' });
    });

    it('counts the time of doubt from the last sign of the request', async () => {
      const { store, clock } = fixture();
      await beginAndSend(store);
      clock.advance(2_000);
      await store.creations.beat('request-1', 'a');
      clock.advance(7_000);
      const taken = await store.creations.takeOver('request-1', (await present(store)).beat, 'b');
      expect(taken).toMatchObject({ creation: { uncertainForMs: 7_000 } });
      clock.advance(1_000);
      await store.creations.beat('request-1', 'b');
      expect(await present(store)).toMatchObject({ uncertainForMs: 8_000 });
    });

    it('takes a time in the future for now when the clock was set back', async () => {
      const { store, clock } = fixture();
      await beginAndSend(store);
      await store.creations.markUncertain('request-1', 'a', 'answered');
      await store.creations.release('request-1', 'a', 30_000);
      clock.advance(-DAY_MS);
      const row = await present(store);
      expect(row).toMatchObject({ isDue: true, uncertainForMs: 0 });
      await store.creations.takeOver('request-1', row.beat, 'b');
      clock.advance(5_000);
      expect(await present(store)).toMatchObject({ uncertainForMs: 5_000 });
    });

    it('counts a jump of the clock as one short step of doubt', async () => {
      const { store, clock } = fixture();
      await beginAndSend(store);
      await store.creations.markUncertain('request-1', 'a', 'unanswered');
      clock.advance(DAY_MS);
      expect((await store.creations.countLook('request-1', 'a'))?.uncertainForMs).toBe(30_000);
      clock.advance(1_000);
      await store.creations.release('request-1', 'a', 1_000);
      clock.advance(2_000);
      const { beat } = await present(store);
      expect(await store.creations.takeOver('request-1', beat, 'b')).toMatchObject({
        creation: { uncertainForMs: 33_000, looks: 1 },
      });
    });

    it('refuses to send for an unknown or a finished request', async () => {
      const { store } = fixture();
      expect(await store.creations.markSent('nobody', 'a')).toBe(false);
      await store.creations.begin(creation(), 'a');
      await store.creations.complete('request-1', 'T-1');
      expect(await store.creations.markSent('request-1', 'a')).toBe(false);
    });

    it('remembers what was created for ever, or as long as asked from its completion', async () => {
      const { store, clock, reopen } = fixture();
      await store.creations.begin(creation(), 'a');
      await store.creations.complete('request-1', 'T-1');
      const brief = creation({ requestId: 'brief', intent: 'brief', rememberMs: 60_000 });
      await store.creations.begin(brief, 'a');
      clock.advance(10_000);
      await store.creations.complete('brief', 'T-2');
      clock.advance(59_999);
      const repeat = { ...brief, requestId: 'brief-2' };
      expect(await store.creations.begin(repeat, 'b')).toMatchObject({
        outcome: 'exists',
        creation: { state: 'created', madeId: 'T-2' },
      });
      clock.advance(1);
      expect(await store.creations.byIntent('brief')).toBeNull();
      expect((await store.creations.begin(repeat, 'b')).outcome).toBe('began');
      clock.advance(1_000_000_000);
      expect(await (await reopen()).creations.begin(SECOND, 'b')).toMatchObject({
        outcome: 'exists',
        creation: { madeId: 'T-1' },
      });
    });

    it('remembers for no longer than asked when the clock was a day ahead at completion', async () => {
      const { store, clock } = fixture();
      const brief = creation({ rememberMs: 60_000 });
      clock.advance(DAY_MS);
      await store.creations.begin(brief, 'a');
      await store.creations.complete('request-1', 'T-1');
      clock.advance(-DAY_MS);
      expect((await store.creations.begin(SECOND, 'b')).outcome).toBe('exists');
      clock.advance(60_000);
      expect((await store.creations.begin(SECOND, 'b')).outcome).toBe('began');
    });

    it('tells of what a clock a day ahead completed for no longer than asked, also to who only looks', async () => {
      const { store, clock } = fixture();
      clock.advance(DAY_MS);
      await store.creations.begin(creation({ rememberMs: 60_000 }), 'a');
      await store.creations.complete('request-1', 'T-1');
      clock.advance(-DAY_MS);
      expect(await store.creations.byIntent(creation().intent)).toMatchObject({ madeId: 'T-1' });
      clock.advance(60_000);
      expect(await store.creations.byIntent(creation().intent)).toBeNull();
    });

    it('lets nothing late change what was created', async () => {
      const { store } = fixture();
      await beginAndSend(store);
      const { beat } = await present(store);
      await store.creations.complete('request-1', 'T-1');
      expect(await store.creations.markUncertain('request-1', 'a', 'unanswered')).toBeNull();
      expect(await store.creations.forget('request-1', 'a')).toBe(false);
      expect(await store.creations.takeOver('request-1', beat, 'b')).toEqual({ outcome: 'lost' });
      await store.creations.complete('request-1', 'T-2');
      expect(await store.creations.byIntent(creation().intent)).toMatchObject({
        state: 'created',
        madeId: 'T-1',
      });
    });

    it('forgets a refused intent, so that it can begin again', async () => {
      const { store } = fixture();
      await beginAndSend(store);
      expect(await store.creations.forget('request-1', 'a')).toBe(true);
      expect(await store.creations.get('request-1')).toBeNull();
      expect(await store.creations.byIntent(creation().intent)).toBeNull();
      expect((await store.creations.begin(SECOND, 'b')).outcome).toBe('began');
    });

    it('lists what is not created, longest untouched first, and says what is due', async () => {
      const { store, clock } = fixture();
      await store.creations.begin(creation({ requestId: 'open', intent: 'open' }), 'a');
      clock.advance(1);
      await beginAndSend(store, { requestId: 'sent', intent: 'sent' });
      clock.advance(1);
      await beginAndSend(store, { requestId: 'left', intent: 'left' });
      await store.creations.markUncertain('left', 'a', 'unanswered');
      await store.creations.countLook('left', 'a');
      await store.creations.release('left', 'a', 500);
      await beginAndSend(store, { requestId: 'done', intent: 'done' });
      await store.creations.complete('done', 'T-9');
      const shown = (rows: readonly Creation[]) =>
        rows.map(({ requestId, state, isHeld, isDue, looks }) => ({
          requestId,
          state,
          isHeld,
          isDue,
          looks,
        }));
      expect(shown(await store.creations.unfinished(10))).toEqual([
        { requestId: 'open', state: 'open', isHeld: true, isDue: true, looks: 0 },
        { requestId: 'sent', state: 'sent', isHeld: true, isDue: true, looks: 0 },
        { requestId: 'left', state: 'uncertain', isHeld: false, isDue: false, looks: 1 },
      ]);
      clock.advance(500);
      expect(shown(await store.creations.unfinished(10))[2]).toMatchObject({ isDue: true });
      expect(await store.creations.unfinished(2)).toHaveLength(2);
    });
  });
}
