import {
  contractNumberOf,
  parseContractRef,
  toContractId,
  type ContractId,
} from '../../domain/contract-id.js';
import type { Contract, ContractStatus } from '../../domain/contract.js';
import { InputError, NotFoundError } from '../../domain/errors.js';
import { isRefusedWith, type Api } from './api.js';
import {
  contractPageWire,
  contractsByExternalWire,
  contractStatusWire,
  contractWire,
  externalMetadataWire,
  toContract,
  toContractStatus,
  type ContractWire,
} from './contract.wire.js';
import { MAX_PAGE, type ContractRows } from './contract-rows.js';
import {
  keyPointersWire,
  recipientsWire,
  toKeyPointers,
  toRecipients,
} from './contract-parts.wire.js';
import type { NoteUnknown } from './note-unknown.js';
import type { CallOptions, ContractListQuery, SpotDraft } from './types.js';

export type ContractReads = Pick<
  SpotDraft,
  | 'listByIds'
  | 'listContracts'
  | 'findByExternalId'
  | 'getStatus'
  | 'getExternalMetadata'
  | 'getContract'
  | 'getRecipients'
  | 'getKeyPointers'
>;

/** by_external_metadata shows no more, and has no second page. */
const EXTERNAL_ID_CAP = 50;

export function createContractReads(
  api: Api,
  rows: ContractRows,
  note: NoteUnknown,
): ContractReads {
  async function readStatus(id: ContractId, options: CallOptions) {
    return api.find(
      {
        operation: 'GET /contracts/{id}/status',
        method: 'GET',
        path: `/contracts/${id}/status`,
        effect: 'read',
        options,
      },
      contractStatusWire,
    );
  }

  async function getStatus(id: ContractId, options: CallOptions) {
    const status = await readStatus(id, options);
    if (status === null) return null;
    return {
      status: toContractStatus(status.contract_status, note),
      name: status.contract_name ?? '',
    };
  }

  async function getExternalMetadata(id: ContractId, options: CallOptions) {
    const answer = await api.find(
      {
        operation: 'GET /contracts/{id}/external_metadata',
        method: 'GET',
        path: `/contracts/${id}/external_metadata`,
        effect: 'read',
        options,
      },
      externalMetadataWire,
    );
    return answer === null ? null : (answer.external_metadata ?? {});
  }

  async function findRowsByExternalId(
    externalId: string,
    options: CallOptions,
  ): Promise<{ readonly rows: readonly ContractWire[]; readonly truncated: boolean }> {
    if (externalId === '')
      throw new InputError('An external id is needed to look contracts up by it.');
    const answer = await api.find(
      {
        operation: 'GET /contracts/by_external_metadata/{id}',
        method: 'GET',
        path: `/contracts/by_external_metadata/${encodeURIComponent(externalId)}`,
        effect: 'read',
        options,
      },
      contractsByExternalWire,
    );
    const found = answer ?? [];
    return { rows: rows.parse(found), truncated: found.length >= EXTERNAL_ID_CAP };
  }

  /** A contract that the list does not show (yet): what status, metadata and the join key tell of it. */
  async function readUnlisted(id: ContractId, options: CallOptions): Promise<Contract | null> {
    const status = await readStatus(id, options);
    if (status === null) return null;
    const metadata = await getExternalMetadata(id, options);
    const externalId = metadata?.['id'];
    if (typeof externalId === 'string' && externalId !== '') {
      const found = await findRowsByExternalId(externalId, options);
      const own = found.rows.filter((row) => isRowOf(row, id, status.contract_name ?? ''));
      const [row] = own;
      // Status was read from the contract itself, so it is at least as fresh as the row's.
      if (row !== undefined && own.length === 1) return toContract({ ...row, ...status }, id, note);
    }
    return toContract(contractWire.parse({ id, ...status, external_metadata: metadata }), id, note);
  }

  async function getContract(id: ContractId, options: CallOptions): Promise<Contract | null> {
    const row = (await filterOrNull(rows, [id], options))?.get(id);
    return row === undefined ? readUnlisted(id, options) : toContract(row, id, note);
  }

  return {
    getStatus,
    getExternalMetadata,
    getContract,

    async listByIds(ids, options) {
      const wanted = [...new Set(ids)];
      const found = new Map<ContractId, Contract>();
      for (let start = 0; start < wanted.length; start += MAX_PAGE) {
        const chunk = wanted.slice(start, start + MAX_PAGE);
        const listed = await filterOrNull(rows, chunk, options);
        for (const [id, row] of listed ?? []) found.set(id, toContract(row, id, note));
        if (listed !== null) continue;
        for (const id of chunk) {
          const contract = await readUnlisted(id, options);
          if (contract !== null) found.set(id, contract);
        }
      }
      return found;
    },

    async listContracts(query, options) {
      const search = toSearch(query);
      if (search === null) return { contracts: [], total: 0, hasMore: false };
      const page = await api.ask(
        {
          operation: 'GET /contracts/',
          method: 'GET',
          path: `/contracts/?${search.toString()}`,
          effect: 'read',
          options,
        },
        contractPageWire,
      );
      return {
        contracts: await rows.resolve(rows.parse(page.results), options),
        total: page.total_results,
        // An empty page ends the walk whatever the total says.
        hasMore: page.results.length > 0 && query.page * query.limit < page.total_results,
      };
    },

    async findByExternalId(externalId, options) {
      const found = await findRowsByExternalId(externalId, options);
      return {
        contracts: await rows.resolve(found.rows, options),
        truncated: found.truncated,
      };
    },

    async getRecipients(id, options) {
      const answer = await api.ask(
        {
          operation: 'GET /contracts/{id}/recipients/',
          method: 'GET',
          path: `/contracts/${id}/recipients/`,
          effect: 'read',
          subject: `contract ${id}`,
          options,
        },
        recipientsWire,
      );
      return toRecipients(answer, note);
    },

    async getKeyPointers(id, options) {
      const answer = await api.ask(
        {
          operation: 'GET /contracts/{id}/key_pointers',
          method: 'GET',
          path: `/contracts/${id}/key_pointers`,
          effect: 'read',
          subject: `contract ${id}`,
          options,
        },
        keyPointersWire,
      );
      return toKeyPointers(answer, note);
    },
  };
}

/** Null where this workspace's list refuses the filter: older editions of the API do not have it. */
export async function filterOrNull(
  rows: ContractRows,
  ids: readonly ContractId[],
  options: CallOptions,
): Promise<ReadonlyMap<ContractId, ContractWire> | null> {
  try {
    return await rows.filterById(ids, options);
  } catch (error) {
    if (isRefusedWith(error, 400)) return null;
    throw error;
  }
}

/** @throws NotFoundError when SpotDraft answers 404 for the contract itself. */
export async function requireContract(
  reads: Pick<SpotDraft, 'getStatus'>,
  id: ContractId,
  options: CallOptions,
): Promise<void> {
  if ((await reads.getStatus(id, options)) === null) {
    throw new NotFoundError(`SpotDraft knows no contract ${id}, or it may not be seen here.`, {
      service: 'spotdraft',
      status: 404,
    });
  }
}

function isRowOf(row: ContractWire, id: ContractId, name: string): boolean {
  const ref = parseContractRef(row.id);
  if (ref?.number !== contractNumberOf(id)) return false;
  // A bare integer may be the other prefix's contract, so its name has to be ours.
  return ref.prefix === undefined
    ? row.contract_name === name
    : toContractId(String(row.id)) === id;
}

/** Null when only statuses are asked for that SpotDraft's contracts never have. */
function toSearch(query: ContractListQuery): URLSearchParams | null {
  if (!Number.isInteger(query.page) || query.page < 1) {
    throw new InputError(`Page ${query.page} does not exist: pages are counted from 1.`);
  }
  if (!Number.isInteger(query.limit) || query.limit < 1 || query.limit > MAX_PAGE) {
    throw new InputError(
      `A page of ${query.limit} contracts is not possible: 1 to ${MAX_PAGE} are.`,
    );
  }
  const search = new URLSearchParams({ page: String(query.page), limit: String(query.limit) });
  if (query.text !== undefined && query.text !== '') search.set('query', query.text);
  if (query.updatedSince !== undefined) {
    search.set('filter__last_updated_on[$gte]', query.updatedSince.toISOString());
  }
  if (query.createdFrom !== undefined) {
    search.set('filter__created_at[$gte]', query.createdFrom.toISOString());
  }
  if (query.createdBefore !== undefined) {
    search.set('filter__created_at[$lt]', query.createdBefore.toISOString());
  }
  if (query.statuses !== undefined) {
    const statuses = query.statuses.filter(isSpotDraftStatus);
    if (statuses.length === 0) return null;
    search.set('filter__display_status[$in]', statuses.join(','));
  }
  return search;
}

function isSpotDraftStatus(status: ContractStatus): boolean {
  return status !== 'DELETED' && status !== 'UNKNOWN';
}
