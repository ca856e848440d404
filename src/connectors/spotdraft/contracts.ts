import {
  contractNumberOf,
  parseContractRef,
  toContractId,
  type ContractId,
} from '../../domain/contract-id.js';
import type { Contract, ContractStatus } from '../../domain/contract.js';
import { DealdraftError, InputError } from '../../domain/errors.js';
import type { CallOptions } from './call.js';
import type { CapabilityParts } from './capability.js';
import {
  contractsByExternalWire,
  contractWire,
  toContract,
  toContractStatus,
  type ContractWire,
} from './contract.wire.js';
import { createContractRows } from './contract-rows.js';
import { readStatus } from './contract-status.js';
import { createExternalMetadata } from './external-metadata.js';
import { filled } from './filled.js';
import { hasMore, MAX_PAGE, pageWire } from './pages.js';
import { noted } from '../../domain/said.js';

export interface Contracts {
  /** The contracts among `ids` that the list knows, in one call per 100. Absent ids prove nothing: ask `getStatus`. */
  listByIds(
    ids: readonly ContractId[],
    options: CallOptions,
  ): Promise<ReadonlyMap<ContractId, Contract>>;
  /** One page of the workspace's contracts. Order is not promised by SpotDraft. */
  listContracts(query: ContractListQuery, options: CallOptions): Promise<ContractListPage>;
  findByExternalId(externalId: string, options: CallOptions): Promise<FoundByExternalId>;
  /** One call for each, all at once; further ones, where rows lack their id's prefix, are shared. What failed is an Error. */
  findByExternalIds(
    externalIds: readonly string[],
    options: CallOptions,
  ): Promise<ReadonlyMap<string, FoundByExternalId | Error>>;
  /** Null when SpotDraft answers 404. */
  getStatus(
    id: ContractId,
    options: CallOptions,
  ): Promise<{ readonly status: ContractStatus; readonly name: string } | null>;
  /** One contract as SpotDraft sees it now, by list filter, then by status; null when it is gone. One to four calls. */
  getContract(id: ContractId, options: CallOptions): Promise<Contract | null>;
}

/** At most 50 contracts; `truncated` when the cap was hit. */
export interface FoundByExternalId {
  readonly contracts: readonly Contract[];
  readonly truncated: boolean;
}

export interface ContractListQuery {
  /** Starts at 1. */
  readonly page: number;
  /** 1 to 100. */
  readonly limit: number;
  readonly updatedSince?: Date;
  readonly createdFrom?: Date;
  /** Exclusive. */
  readonly createdBefore?: Date;
  readonly text?: string;
  readonly statuses?: readonly ContractStatus[];
}

export interface ContractListPage {
  readonly contracts: readonly Contract[];
  readonly total: number;
  readonly hasMore: boolean;
}

/** by_external_metadata shows no more, and has no second page. */
const EXTERNAL_ID_CAP = 50;

export function createContracts(parts: CapabilityParts): Contracts {
  const { caller, note } = parts;
  const rows = createContractRows(parts);
  const metadata = createExternalMetadata(parts);

  async function findRowsByExternalId(
    externalId: string,
    options: CallOptions,
  ): Promise<{ readonly rows: readonly ContractWire[]; readonly truncated: boolean }> {
    const found =
      (await caller.find('GET /contracts/by_external_metadata/{id}', {
        path: { id: externalId },
        answer: contractsByExternalWire,
        options,
      })) ?? [];
    return { rows: rows.parse(found), truncated: found.length >= EXTERNAL_ID_CAP };
  }

  /** A contract that the list does not show (yet): what status, metadata and the join key tell of it. */
  async function readUnlisted(id: ContractId, options: CallOptions): Promise<Contract | null> {
    const status = await readStatus(caller, id, options);
    if (status === null) return null;
    const linked = await metadata.getExternalMetadata(id, options);
    const externalId = linked?.['id'];
    if (typeof externalId === 'string' && externalId !== '') {
      const found = await findRowsByExternalId(externalId, options);
      const own = found.rows.filter((row) => isRowOf(row, id, status.contract_name ?? ''));
      const [row] = own;
      // Status was read from the contract itself, so it is at least as fresh as the row's.
      if (row !== undefined && own.length === 1) return toContract({ ...row, ...status }, id, note);
    }
    return toContract(contractWire.parse({ id, ...status, external_metadata: linked }), id, note);
  }

  async function getContract(id: ContractId, options: CallOptions): Promise<Contract | null> {
    const row = (await rows.filterById([id], options))?.get(id);
    return row === undefined ? readUnlisted(id, options) : toContract(row, id, note);
  }

  return {
    getContract,

    async getStatus(id, options) {
      const status = await readStatus(caller, id, options);
      if (status === null) return null;
      return {
        status: toContractStatus(status.contract_status, note),
        name: status.contract_name ?? '',
      };
    },

    async listByIds(ids, options) {
      const wanted = [...new Set(ids)];
      const found = new Map<ContractId, Contract>();
      for (let start = 0; start < wanted.length; start += MAX_PAGE) {
        const chunk = wanted.slice(start, start + MAX_PAGE);
        const listed = await rows.filterById(chunk, options);
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
      const filters = filtersOf(query);
      if (filters === null) return { contracts: [], total: 0, hasMore: false };
      const page = await caller.call('GET /contracts/', {
        query: filters,
        answer: pageWire,
        options,
      });
      return {
        contracts: await rows.resolve(rows.parse(page.results), options),
        total: page.total_results,
        hasMore: hasMore(page, query),
      };
    },

    async findByExternalId(externalId, options) {
      const found = await findRowsByExternalId(externalId, options);
      return {
        contracts: await rows.resolve(found.rows, options),
        truncated: found.truncated,
      };
    },

    async findByExternalIds(externalIds, options) {
      const failed = new Map<string, Error>();
      const asked = await Promise.all(
        [...new Set(externalIds)].map(async (externalId) => {
          try {
            return [{ externalId, ...(await findRowsByExternalId(externalId, options)) }];
          } catch (error) {
            if (!(error instanceof DealdraftError)) throw error;
            failed.set(externalId, error);
            return [];
          }
        }),
      );
      const answers = asked.flat();
      const resolved = await rows.resolveEach(
        answers.map((answer) => answer.rows),
        options,
      );
      const found = answers.map(({ externalId, truncated }, index) => {
        const contracts = resolved[index] ?? [];
        const one = contracts instanceof Error ? contracts : { contracts, truncated };
        return [externalId, one] as const;
      });
      return new Map<string, FoundByExternalId | Error>([...failed, ...found]);
    },
  };
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
function filtersOf(query: ContractListQuery) {
  if (!Number.isInteger(query.page) || query.page < 1) {
    throw new InputError(noted`Page ${query.page} does not exist: pages are counted from 1.`);
  }
  if (!Number.isInteger(query.limit) || query.limit < 1 || query.limit > MAX_PAGE) {
    throw new InputError(
      noted`A page of ${query.limit} contracts is not possible: 1 to ${MAX_PAGE} are.`,
    );
  }
  const statuses = query.statuses?.filter(isSpotDraftStatus);
  if (statuses?.length === 0) return null;
  return {
    page: query.page,
    limit: query.limit,
    query: filled(query.text),
    'filter__last_updated_on[$gte]': query.updatedSince?.toISOString(),
    'filter__created_at[$gte]': query.createdFrom?.toISOString(),
    'filter__created_at[$lt]': query.createdBefore?.toISOString(),
    'filter__display_status[$in]': statuses?.join(','),
  };
}

function isSpotDraftStatus(status: ContractStatus): boolean {
  return status !== 'DELETED' && status !== 'UNKNOWN';
}
