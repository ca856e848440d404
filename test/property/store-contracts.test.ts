import fc from 'fast-check';
import { expect } from 'vitest';

import { parseContractId } from '../../src/domain/contract-id.js';
import type { ContractId } from '../../src/domain/contract-id.js';
import { CONTRACT_STATUSES } from '../../src/domain/contract.js';
import type { ContractStatus } from '../../src/domain/contract.js';
import { silentLog } from '../../src/domain/log.js';
import { openStore } from '../../src/store/open-store.js';
import type { Store } from '../../src/store/store.js';
import { contract } from '../contract/store/samples.js';
import { onEachEngine } from '../support/each-engine.js';
import type { NextUrl } from '../support/each-engine.js';
import { ManualClock } from '../support/manual-clock.js';
import { lookAt } from '../support/look-at.js';

interface Read {
  readonly id: ContractId;
  readonly status: ContractStatus;
  readonly readAt: Date;
}

const clock = new ManualClock();
const readings = fc.uniqueArray(
  fc.record<Read>({
    id: fc.constantFrom('T-1', 'T-2', 'H-1').map(parseContractId),
    status: fc.constantFrom(...CONTRACT_STATUSES),
    readAt: fc.nat(40).map((ms) => clock.in(ms)),
  }),
  { selector: ({ id, readAt }) => `${id} ${readAt.getTime()}`, maxLength: 15 },
);

onEachEngine(
  'contracts: end in the latest reading, in whatever order readings are saved',
  holdsFor,
);

async function holdsFor(nextUrl: NextUrl): Promise<void> {
  await fc.assert(
    fc.asyncProperty(readings, async (reads) => {
      const store = await openStore({ url: await nextUrl(), clock, log: silentLog });
      try {
        for (const read of reads) await saveRead(store, read);
        const latest = new Map<ContractId, Read>();
        for (const read of reads) {
          const known = latest.get(read.id);
          if (known === undefined || known.readAt < read.readAt) latest.set(read.id, read);
        }
        const found = await store.contracts.get([...latest.keys()]);
        const expected = [...latest.values()];
        expect(
          expected.map(({ id }) => found.get(id)).map((one) => [one?.contract.status, one?.readAt]),
        ).toEqual(expected.map(({ status, readAt }) => [status, readAt]));
        for (const status of CONTRACT_STATUSES) {
          expect(await store.contracts.count({ statuses: [status] })).toBe(
            expected.filter((read) => read.status === status).length,
          );
        }
      } finally {
        await store.close();
      }
    }),
    { numRuns: 40 },
  );
}

async function saveRead(store: Store, { id, status, readAt }: Read): Promise<void> {
  const isKnown = (await store.contracts.get([id])).has(id);
  if (status === 'DELETED' && isKnown) await store.contracts.markDeleted([id], lookAt(readAt));
  else await store.contracts.save([contract({ id, status })], lookAt(readAt));
}
