import { describe, expect, test } from 'vitest';
import type { ContractStatus } from '../../../../src/domain/contract.js';
import { isDatedAhead, rereadAfterMs } from '../../../../src/sync/worker/status-lag.js';

const NOW = new Date('2026-11-21T10:00:00Z');

function after(told: string | null, read: ContractStatus | undefined, ageMs = 0): number | null {
  const identity = { title: null, typeId: null, externalId: null, kind: null, status: told };
  const receivedAt = new Date(NOW.getTime() - ageMs);
  return rereadAfterMs({ receivedAt, identity }, read, NOW);
}

describe('rereadAfterMs', () => {
  test('takes what is read when it is what the delivery told', () => {
    expect(after('executed', 'EXECUTED')).toBeNull();
  });

  test('looks again after 2, 7 and 22 seconds from the delivery on, then takes what is read', () => {
    expect(after('EXECUTED', 'SIGN')).toBe(2_000);
    expect(after('EXECUTED', 'SIGN', 1_500)).toBe(500);
    expect(after('EXECUTED', 'SIGN', 2_000)).toBe(5_000);
    expect(after('EXECUTED', 'SIGN', 7_100)).toBe(14_900);
    expect(after('EXECUTED', 'SIGN', 22_000)).toBeNull();
  });

  test('waits no longer for a delivery whose receiver had a clock a little ahead of ours', () => {
    expect(after('EXECUTED', 'SIGN', -5_000)).toBe(2_000);
  });

  test('does not wait for the age of a delivery that was dated by a clock far ahead', () => {
    const received = (ms: number) => ({ receivedAt: new Date(NOW.getTime() + ms) });
    expect(after('EXECUTED', 'SIGN', -60_000)).toBeNull();
    expect(isDatedAhead(received(60_000), NOW)).toBe(true);
    expect(isDatedAhead(received(5_000), NOW)).toBe(false);
    expect(isDatedAhead(undefined, NOW)).toBe(false);
  });

  test('knows that nothing can be told without a delivery, a status or a contract', () => {
    expect(rereadAfterMs(undefined, 'SIGN', NOW)).toBeNull();
    expect(rereadAfterMs({ receivedAt: NOW, identity: null }, 'SIGN', NOW)).toBeNull();
    expect(after(null, 'SIGN')).toBeNull();
    expect(after('ARCHIVED', 'SIGN')).toBeNull();
    expect(after('SIGN', undefined)).toBeNull();
  });

  test.each(['ON_HOLD', 'DELETED'] as const)(
    'does not doubt %s, which deliveries do not tell',
    (read) => {
      expect(after('SIGN', read)).toBeNull();
    },
  );
});
