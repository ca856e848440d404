import { describe, expect, test } from 'vitest';
import { contractIdOf } from '../../../../../src/domain/contract-id.js';
import { createReport } from '../../../../../src/sync/passes/drift/drift-report.js';
import type { RepairOutcome } from '../../../../../src/sync/passes/drift/drift-report.js';
import type { DriftFinding } from '../../../../../src/sync/passes/drift/plan-drift.js';

function findingOf(number: number, cause: DriftFinding['cause'] = 'deleted'): DriftFinding {
  const subject = { kind: 'contract', id: contractIdOf('T', number) } as const;
  return { subject, cause, detail: '', fields: [] };
}

function report(findings: DriftFinding[], outcomes: [DriftFinding, RepairOutcome][] = []) {
  return createReport({
    startedAt: new Date('2026-11-21T10:00:00Z'),
    finishedAt: new Date('2026-11-21T10:00:01.500Z'),
    since: null,
    dryRun: outcomes.length === 0,
    contracts: 10,
    deals: 5,
    findings,
    undecided: 0,
    outcomes: new Map(outcomes),
  });
}

describe('createReport', () => {
  test('counts by cause what was found and repaired; what is adrift comes first', () => {
    const [a, b, c] = [findingOf(1), findingOf(2), findingOf(3, 'on-hold')] as const;
    const refused = { repaired: false, reason: 'Refused.', interrupted: false } as const;
    const made = report(
      [a, b, c],
      [
        [a, { repaired: true }],
        [b, refused],
        [c, { repaired: true }],
      ],
    );
    expect(made).toMatchObject({
      durationMs: 1_500,
      found: { deleted: 2, 'on-hold': 1 },
      repaired: { deleted: 1, 'on-hold': 1 },
      adrift: 1,
      interrupted: false,
      furtherItems: 0,
    });
    expect(made.items.map(({ id, repaired, reason }) => [id, repaired, reason])).toEqual([
      ['T-2', false, 'Refused.'],
      ['T-1', true, null],
      ['T-3', true, null],
    ]);
  });

  test('lists a thousand findings and counts the others', () => {
    const made = report(Array.from({ length: 1_007 }, (_, index) => findingOf(index + 1)));
    expect(made.items).toHaveLength(1_000);
    expect(made).toMatchObject({ adrift: 1_007, furtherItems: 7 });
  });

  test('says that a pass was interrupted', () => {
    const finding = findingOf(1);
    const outcome = { repaired: false, reason: 'No answer.', interrupted: true } as const;
    expect(report([finding], [[finding, outcome]]).interrupted).toBe(true);
  });
});
