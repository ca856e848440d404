import fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { parseContractId } from '../../src/domain/contract-id.js';
import type { ContractId } from '../../src/domain/contract-id.js';
import { CONTRACT_STATUSES } from '../../src/domain/contract.js';
import type { ContractStatus } from '../../src/domain/contract.js';
import { silentLog } from '../../src/domain/log.js';
import { openStore } from '../../src/store/open-store.js';
import type { Store } from '../../src/store/store.js';
import { contract } from '../contract/store/samples.js';
import { ManualClock } from '../support/manual-clock.js';
import { RedisServer, isRedisMissing } from '../support/redis-server.js';

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

/** Gives the URL of an empty store, each time it is asked. */
type NextUrl = () => Promise<string>;

describe('contracts: end in the latest reading, in whatever order readings are saved', () => {
  it('on SQLite', { timeout: 60_000 }, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'dealdraft-contracts-'));
    let run = 0;
    try {
      await holdsFor(async () => {
        run += 1;
        return `sqlite:${join(folder, `${run}.db`)}`;
      });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it.skipIf(isRedisMissing())('on Redis', { timeout: 60_000 }, async () => {
    const server = await RedisServer.start();
    try {
      await holdsFor(async () => {
        await server.flush();
        return server.url;
      });
    } finally {
      await server.dispose();
    }
  });
});

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
  if (status === 'DELETED' && isKnown) await store.contracts.markDeleted([id], readAt);
  else await store.contracts.save([contract({ id, status })], readAt);
}
