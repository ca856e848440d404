import type { SpotDraft } from '../../src/connectors/spotdraft/types.js';
import type { ContractId } from '../../src/domain/contract-id.js';
import type { Contract } from '../../src/domain/contract.js';

/** SpotDraft as far as contracts are read from it, out of a map; everything else refuses. */
export function spotdraftOf(contracts: ReadonlyMap<ContractId, Contract>): SpotDraft {
  const refuse = () => Promise.reject(new Error('not part of this stub'));
  return {
    listByIds: async (ids) =>
      new Map(
        ids.flatMap((id) => {
          const contract = contracts.get(id);
          return contract === undefined ? [] : [[id, contract] as const];
        }),
      ),
    getContract: async (id) => contracts.get(id) ?? null,
    ping: async () => ({ ok: true }),
    close: async () => undefined,
    listContracts: refuse,
    findByExternalId: refuse,
    getStatus: refuse,
    getExternalMetadata: refuse,
    resolveNumber: refuse,
    getRecipients: refuse,
    getKeyPointers: refuse,
    createContract: refuse,
    sendToCounterparties: refuse,
    markForExecution: refuse,
    unmarkForExecution: refuse,
    voidContract: refuse,
    setExternalMetadata: refuse,
    getDownloadLink: refuse,
    listTemplates: refuse,
    getTemplate: refuse,
    listContractTypes: refuse,
    findUser: refuse,
    createWebhook: refuse,
    deleteWebhook: refuse,
    getHmacKey: refuse,
    listEntityIds: async () => [],
  };
}
