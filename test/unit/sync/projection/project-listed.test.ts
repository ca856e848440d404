import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Contract } from '../../../../src/domain/contract.js';
import type { ContractId } from '../../../../src/domain/contract-id.js';
import { markGone } from '../../../../src/sync/projection/gone-deals.js';
import { projectListed } from '../../../../src/sync/projection/project-listed.js';
import { DEAL_A, DEAL_B, T1, T2, contract } from '../../../contract/store/samples.js';
import { lookAt } from '../../../support/look-at.js';
import { ManualClock } from '../../../support/manual-clock.js';
import { openTempStore } from '../../../support/temp-store.js';
import type { TempStore } from '../../../support/temp-store.js';

const clock = new ManualClock();
let temp: TempStore;
beforeEach(async () => {
  temp = await openTempStore(clock);
});
afterEach(() => temp[Symbol.asyncDispose]());

const stored = async (id: ContractId) => (await temp.store.contracts.get([id])).get(id);
const isMarked = async (id: ContractId) => (await temp.store.queues.sync.states([id])).has(id);
const list = (rows: readonly Contract[], minutes = 5) =>
  projectListed(temp.store, rows, lookAt(clock.in(minutes)));

describe('projectListed', () => {
  it('saves what is new or other than known, and has its CRM record looked at', async () => {
    const known = contract({ opportunityId: DEAL_A, kind: 'SIGN_CONTRACT' });
    await temp.store.contracts.save([known], lookAt(clock.in(0)));
    await temp.store.contracts.saveSyncResults([{ id: T1, syncedAt: clock.in(1), error: 'why' }]);
    const listed = contract({ opportunityId: DEAL_A, kind: null, status: 'EXECUTED' });
    const fresh = contract({ id: T2, opportunityId: null, kind: null });
    const seen = await list([listed, fresh]);
    expect(seen).toMatchObject([
      // What lists never tell stays known, and so does what became of the record.
      {
        contract: { ...listed, kind: 'SIGN_CONTRACT' },
        lastSyncedAt: clock.in(1),
        lastError: 'why',
      },
      { contract: fresh, lastSyncedAt: null, lastError: null },
    ]);
    expect((await stored(T1))?.contract).toEqual(seen[0]!.contract);
    expect((await stored(T2))?.contract).toEqual(fresh);
    expect([await isMarked(T1), await isMarked(T2)]).toEqual([true, true]);
  });

  it('writes nothing for what is known already, and for nothing', async () => {
    const known = contract({ opportunityId: DEAL_A });
    await temp.store.contracts.save([known], lookAt(clock.in(0)));
    expect(await list([])).toEqual([]);
    expect(await list([known])).toMatchObject([{ contract: known }]);
    expect((await stored(T1))?.look).toBe(lookAt(clock.in(0)).number);
    expect(await isMarked(T1)).toBe(false);
  });

  it('shows what a later look showed, not what it was told before', async () => {
    const later = contract({ opportunityId: DEAL_A, status: 'EXECUTED' });
    await temp.store.contracts.save([later], lookAt(clock.in(9)));
    const [seen] = await list([contract({ opportunityId: DEAL_A, status: 'SIGN' })]);
    expect(seen?.contract).toEqual(later);
    expect(await isMarked(T1)).toBe(false);
  });

  it('leaves a contract that moved to the worker, who writes the deal that lost it', async () => {
    await temp.store.contracts.save([contract({ opportunityId: DEAL_A })], lookAt(clock.in(0)));
    const moved = contract({ opportunityId: DEAL_B });
    const [seen] = await list([moved]);
    expect(seen?.contract).toEqual(moved);
    expect((await stored(T1))?.contract.opportunityId).toBe(DEAL_A);
    expect(await isMarked(T1)).toBe(true);
  });

  it('goes on counting a contract as unlinked whose deal is gone', async () => {
    const linked = contract({ opportunityId: DEAL_A });
    await temp.store.contracts.save([linked], lookAt(clock.in(0)));
    await markGone(temp.store.contracts, [(await stored(T1))!]);
    const [seen] = await list([linked]);
    expect(seen?.contract.opportunityId).toBeNull();
    expect(await isMarked(T1)).toBe(false);
  });
});
