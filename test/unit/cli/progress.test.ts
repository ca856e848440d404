import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { createProgress } from '../../../src/cli/progress.js';
import { ManualClock } from '../../support/manual-clock.js';

it('says without a terminal now and then how far it is, and what is left by the speed of this phase', () => {
  const clock = new ManualClock();
  const out = new PassThrough({ encoding: 'utf8' });
  const { show, end } = createProgress({ reading: 'Reading', writing: 'Writing' }, { out, clock });
  show({ phase: 'reading', done: 100, total: 1_000 });
  clock.advance(5_000);
  show({ phase: 'reading', done: 200, total: 1_000 });
  clock.advance(5_000);
  // 200 took 10 seconds; those that were done before took none of it.
  show({ phase: 'reading', done: 300, total: 1_000 });
  clock.advance(10_000);
  show({ phase: 'reading', done: 310, total: 10_000 });
  clock.advance(10_000);
  show({ phase: 'writing', done: 0, total: null });
  clock.advance(10_000);
  show({ phase: 'writing', done: 50, total: null });
  end();
  expect(String(out.read()).split('\n')).toEqual([
    'Reading',
    '  300 of 1000, about 35 s left',
    '  310 of 10000, about 16 min left',
    'Writing',
    '  50',
    '',
  ]);
});
