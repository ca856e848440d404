import { createCapabilities } from '../../src/connectors/spotdraft/create-capabilities.js';
import type { SpotDraft } from '../../src/connectors/spotdraft/types.js';
import type { ContractId } from '../../src/domain/contract-id.js';
import type { Contract } from '../../src/domain/contract.js';
import { silentLog } from '../../src/domain/log.js';

/** All of SpotDraft's capabilities over a line that is dead: a test lays what it is about over it. */
export function unreachableSpotDraft(): SpotDraft {
  const refuse = () => Promise.reject(new Error('not part of this stub'));
  return {
    ...createCapabilities({
      caller: { call: refuse, find: refuse, download: refuse, lastAnswerDate: () => null },
      note: () => undefined,
      log: silentLog,
      storage: { put: refuse, get: refuse },
    }),
    ping: async () => ({ ok: true }),
    lastAnswerDate: () => null,
    close: async () => undefined,
  };
}

/** SpotDraft as far as contracts are read from it, out of a map; everything else refuses. */
export function spotdraftOf(contracts: ReadonlyMap<ContractId, Contract>): SpotDraft {
  return {
    ...unreachableSpotDraft(),
    listByIds: async (ids) =>
      new Map(
        ids.flatMap((id) => {
          const contract = contracts.get(id);
          return contract === undefined ? [] : [[id, contract] as const];
        }),
      ),
    getContract: async (id) => contracts.get(id) ?? null,
    listEntityIds: async () => [],
    listOrganizationTypes: async () => [],
  };
}
