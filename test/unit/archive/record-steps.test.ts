import { expect, it } from 'vitest';
import { recordSteps } from '../../../src/archive/record-steps.js';
import { newRow } from '../../../src/archive/archive-rows.js';
import type { NewActivity } from '../../../src/domain/activity.js';
import { parseContractId } from '../../../src/domain/contract-id.js';
import type { ArchiveLedger, ArchiveRow } from '../../../src/store/archive-ledger.js';

const ID = parseContractId('T-1');
const ROW = newRow(ID, 'legal', new Date(0), {
  document: 'v1',
  versionId: null,
  attempts: 1,
  ordinal: 1,
});

function world() {
  const told: string[] = [];
  const seen: string[] = [];
  const save = async (row: ArchiveRow) => Promise.resolve(row);
  const ledger = recordSteps(
    { save } as ArchiveLedger,
    ({ outcome }: NewActivity) => told.push(outcome),
    (id) => seen.push(id),
  );
  return {
    told,
    seen,
    save: async (changes: Partial<ArchiveRow>) => ledger.save({ ...ROW, ...changes }),
  };
}

it('tells each step once, whatever is saved on the way, and announces it', async () => {
  const { told, seen, save } = world();
  await save({});
  await save({ resume: 'half' });
  await save({ planned: { folder: [], name: 'a' } });
  await save({ state: 'ARCHIVED' });
  await save({ state: 'ARCHIVED', isRecorded: true });
  expect(told).toEqual(['waiting', 'archived']);
  expect(seen).toEqual([ID, ID]);
});

it('tells of another try and of another reason', async () => {
  const { told, save } = world();
  await save({});
  await save({ lastError: 'The bucket is full.' });
  await save({ attempts: 2, lastError: 'The bucket is full.' });
  expect(told).toHaveLength(3);
});

it('announces nothing of what a pass finds in its place, or does not want', async () => {
  const { told, seen, save } = world();
  await save({ state: 'ARCHIVED' });
  await save({ document: 'v2', state: 'SKIPPED' });
  expect(told).toEqual(['archived', 'skipped']);
  expect(seen).toEqual([]);
});
