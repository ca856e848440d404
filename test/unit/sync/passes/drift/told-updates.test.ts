import { expect, test } from 'vitest';
import { systemClock } from '../../../../../src/domain/clock.js';
import {
  newsSince,
  saveTold,
  toldUntil,
} from '../../../../../src/sync/passes/drift/told-updates.js';
import { openTempStore } from '../../../../support/temp-store.js';

const archive = (scope = 'legal') => ({ name: 'archive', scope }) as const;
const at = (time: string) => new Date(`2026-11-30T${time}:00Z`);

test('a pass tells of what no pass has told of, and again of what its index may have shown late', async () => {
  await using temp = await openTempStore(systemClock);
  const { settings } = temp.store;
  const news = (since: string, scope = 'legal') => newsSince(settings, archive(scope), at(since));
  expect(await news('08:00')).toEqual(at('08:00'));

  await saveTold(settings, archive(), { since: at('08:00'), at: at('10:00') });
  expect(await news('08:30')).toEqual(at('09:55'));
  expect(await news('10:00')).toEqual(at('10:00'));
  // Nobody has told of what was before, or of what comes after a gap.
  expect(await news('07:00')).toEqual(at('07:00'));
  expect(await news('11:00')).toEqual(at('11:00'));
  // Another place has been told of nothing.
  expect(await news('08:30', 'legal\nbackup')).toEqual(at('08:30'));
});

test('what one follower was told says nothing of another', async () => {
  await using temp = await openTempStore(systemClock);
  const { settings } = temp.store;
  const other = { name: 'key-pointers', scope: 'legal' } as const;
  expect(await toldUntil(settings, archive())).toBeNull();
  await saveTold(settings, archive(), { since: at('08:00'), at: at('10:00') });
  expect(await toldUntil(settings, archive())).toEqual(at('10:00'));
  expect(await toldUntil(settings, other)).toBeNull();
  expect(await newsSince(settings, other, at('08:30'))).toEqual(at('08:30'));
});

test('passes that join are one, and one behind a gap stands alone', async () => {
  await using temp = await openTempStore(systemClock);
  const { settings } = temp.store;
  const news = (since: string) => newsSince(settings, archive(), at(since));
  await saveTold(settings, archive(), { since: at('08:00'), at: at('10:00') });
  await saveTold(settings, archive(), { since: at('10:00'), at: at('12:00') });
  expect(await news('08:00')).toEqual(at('11:55'));
  await saveTold(settings, archive(), { since: at('06:00'), at: at('12:10') });
  expect(await news('06:00')).toEqual(at('12:05'));
  // An older pass that ends late takes nothing back.
  await saveTold(settings, archive(), { since: at('07:00'), at: at('11:00') });
  expect(await news('06:00')).toEqual(at('12:05'));

  await saveTold(settings, archive(), { since: at('15:00'), at: at('16:00') });
  expect(await news('08:00')).toEqual(at('08:00'));
  expect(await news('15:00')).toEqual(at('15:55'));
});
