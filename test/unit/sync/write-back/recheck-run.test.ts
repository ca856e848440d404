import { expect, test } from 'vitest';
import { RateLimitedError } from '../../../../src/domain/errors.js';
import { silentLog } from '../../../../src/domain/log.js';
import type { Claim, WrittenKey } from '../../../../src/store/queue.js';
import { recheckRun } from '../../../../src/sync/write-back/recheck-run.js';
import type { WriteBack } from '../../../../src/sync/index.js';
import type { WriteOutcome } from '../../../../src/sync/write-back/write-outcome.js';
import { DEAL_A, T1, T2, T3 } from '../../../contract/store/samples.js';

const claim = (key: WrittenKey, attempts = 0): Claim<WrittenKey> => ({
  key,
  token: 'token',
  attempts,
  isTakenOver: false,
  correlationId: null,
});

function run(
  write: WriteBack['write'],
  claims: readonly Claim<WrittenKey>[],
  signal?: AbortSignal,
) {
  const recheck = recheckRun({ writeBack: { write }, random: () => 0, log: silentLog });
  return recheck(claims, signal ?? new AbortController().signal);
}

test('a record that is right is looked at once more, later than a write can land; then it is done', async () => {
  const results = await run(
    async () => ({
      outcomes: new Map([[T1, { ok: true }]]),
      dealOutcomes: new Map([[DEAL_A, { ok: true }]]),
      written: 0,
    }),
    [claim(T1), claim(T2, 1), claim(DEAL_A)],
  );
  expect(results.get(T1)).toMatchObject({ kind: 'once-more' });
  // Nothing of it differs, so nothing was said of it.
  expect(results.get(T2)).toEqual({ kind: 'done' });
  expect(results.get(DEAL_A)).toMatchObject({ kind: 'once-more' });
});

test('a refusal for good is left to the sync queue, one for now is tried again', async () => {
  const refused = { ok: false, retryable: false, reason: 'a rule' } as const;
  const locked = { ok: false, retryable: true, reason: 'locked' } as const;
  const results = await run(
    async () => ({
      outcomes: new Map<typeof T1, WriteOutcome>([
        [T1, refused],
        [T2, locked],
      ]),
      dealOutcomes: new Map(),
      written: 0,
    }),
    [claim(T1), claim(T2)],
  );
  expect(results.get(T1)).toEqual({ kind: 'done' });
  expect(results.get(T2)).toMatchObject({ kind: 'back-off', reason: 'locked' });
});

test('a CRM that takes no calls costs no attempt; any other failure does', async () => {
  const spent = new RateLimitedError('spent', { service: 'salesforce', retryAfterMs: 1_000 });
  const paused = await run(() => Promise.reject(spent), [claim(T3)]);
  expect(paused.get(T3)).toMatchObject({ kind: 'again' });
  const stopped = await run(
    () => Promise.reject(new Error('stopped')),
    [claim(T3)],
    AbortSignal.abort(),
  );
  expect(stopped.get(T3)).toMatchObject({ kind: 'again' });
  const failed = await run(() => Promise.reject(new Error('ours')), [claim(T3)]);
  expect(failed.get(T3)).toMatchObject({ kind: 'back-off', reason: 'The comparison failed.' });
});
