import { expect, test, vi } from 'vitest';
import { parseOpportunityId } from '../../../src/domain/opportunity-id.js';
import type { OpportunityId } from '../../../src/domain/opportunity-id.js';
import { createDealsAtHand } from '../../../src/store/sqlite/deals-at-hand.js';

const deal = (i: number) => parseOpportunityId(`006${String(i).padStart(12, '0')}`);

function open() {
  let commits = 0;
  const read = vi.fn((ids: readonly OpportunityId[]) => new Map(ids.map((id) => [id, []])));
  const atHand = createDealsAtHand({ version: () => String(commits) }, read);
  return { atHand, read, commit: () => (commits += 1) };
}

test('a deal is read once until something is committed', () => {
  const { atHand, read, commit } = open();
  atHand.get([deal(1), deal(2)]);
  expect([...atHand.get([deal(2), deal(1)]).keys()]).toEqual([deal(2), deal(1)]);
  expect(read).toHaveBeenCalledTimes(1);
  commit();
  atHand.get([deal(1)]);
  expect(read).toHaveBeenCalledTimes(2);
});

test('only the deals that are not at hand are read', () => {
  const { atHand, read } = open();
  atHand.get([deal(1)]);
  atHand.get([deal(1), deal(2)]);
  expect(read).toHaveBeenLastCalledWith([deal(2)]);
});

test('a bounded number of deals is kept', () => {
  const { atHand, read } = open();
  for (let i = 0; i <= 2_000; i += 1) atHand.get([deal(i)]);
  read.mockClear();
  atHand.get([deal(0)]);
  atHand.get([deal(2_000)]);
  expect(read.mock.calls).toEqual([[[deal(0)]]]);
});
