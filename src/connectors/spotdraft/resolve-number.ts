import { contractNumberOf, parseContractRef, type ContractId } from '../../domain/contract-id.js';
import type { Contract } from '../../domain/contract.js';
import { toRecordId18 } from '../../domain/opportunity-id.js';
import { linkNumberOf, type ContractWire } from './contract.wire.js';
import { filterOrNull, type ContractReads } from './contract-reads.js';
import { bothIds, type ContractRows } from './contract-rows.js';
import type { CallOptions, ContractIdentity } from './types.js';

/** What is known of a contract that may be the one with the number asked for. */
interface Candidate {
  readonly id: ContractId;
  readonly name: string | null;
  readonly typeId: string | null;
  readonly linkNumber: number | null;
  readonly externalId: string | null;
}

/**
 * The composite id of a webhook's bare number: by join key, then by list filter, then by status probe (FACTS 2.4).
 * The number spaces of T and H may collide, so a contract that merely exists proves nothing: see `fits`.
 */
export function createNumberResolver(reads: ContractReads, rows: ContractRows) {
  return async function resolveNumber(
    identity: ContractIdentity,
    options: CallOptions,
  ): Promise<ContractId | null> {
    const ids = bothIds(identity.number);
    if (identity.externalId !== null && identity.externalId !== '') {
      const { contracts } = await reads.findByExternalId(identity.externalId, options);
      const joined = choose(
        identity,
        contracts.filter((contract) => isAbout(contract, identity.number)).map(fromContract),
      );
      if (joined !== null) return joined;
    }
    const listed = await filterOrNull(rows, ids, options);
    const candidates: Candidate[] = [];
    for (const [id, row] of listed ?? []) candidates.push(fromRow(id, row));
    const fromList = choose(identity, candidates);
    if (fromList !== null) return fromList;
    for (const id of ids) {
      if (listed?.has(id) === true) continue;
      const candidate = await probe(id, identity, options);
      if (candidate !== null) candidates.push(candidate);
    }
    return choose(identity, candidates);
  };

  /** Both prefixes are asked, also after the first answers 200: that it exists does not make it ours. */
  async function probe(
    id: ContractId,
    identity: ContractIdentity,
    options: CallOptions,
  ): Promise<Candidate | null> {
    const status = await reads.getStatus(id, options);
    if (status === null) return null;
    const metadata =
      identity.externalId === null ? null : await reads.getExternalMetadata(id, options);
    return {
      id,
      name: status.name,
      typeId: null,
      linkNumber: null,
      externalId: externalIdOf(metadata),
    };
  }
}

/** The one candidate that fits; several are narrowed to those with the same title, and a tie is no answer. */
function choose(identity: ContractIdentity, candidates: readonly Candidate[]): ContractId | null {
  const fitting = candidates.filter((candidate) => fits(identity, candidate));
  if (fitting.length === 1) return fitting[0]?.id ?? null;
  const sameTitle = fitting.filter((candidate) => candidate.name === identity.title);
  const narrowed =
    sameTitle.length === 1
      ? sameTitle
      : fitting.filter((candidate) => contractNumberOf(candidate.id) === identity.number);
  return narrowed.length === 1 ? (narrowed[0]?.id ?? null) : null;
}

/**
 * Link, type and external id must not contradict what the webhook says, and something must speak for it: the
 * title or the external id. A title that changed since (contracts get renamed) is outweighed by an equal external id.
 */
function fits(identity: ContractIdentity, candidate: Candidate): boolean {
  if (candidate.linkNumber !== null && candidate.linkNumber !== identity.number) return false;
  if (differ(identity.typeId, candidate.typeId)) return false;
  const theirs = candidate.externalId;
  const ours = identity.externalId === null ? null : comparableId(identity.externalId);
  if (differ(ours, theirs)) return false;
  const sameExternalId = ours !== null && ours === theirs;
  return sameExternalId || (identity.title !== null && identity.title === candidate.name);
}

function differ(a: string | null, b: string | null): boolean {
  return a !== null && a !== '' && b !== null && b !== '' && a !== b;
}

/** By its id, or by its link, whose last segment is the internal number where the id's digits are not. */
function isAbout(contract: Contract, number: number): boolean {
  return (
    contractNumberOf(contract.id) === number || parseContractRef(contract.url)?.number === number
  );
}

function fromContract(contract: Contract): Candidate {
  return {
    id: contract.id,
    name: contract.name,
    typeId: contract.type.id,
    linkNumber: parseContractRef(contract.url)?.number ?? null,
    externalId: externalIdOf(contract.externalMetadata),
  };
}

function fromRow(id: ContractId, row: ContractWire): Candidate {
  return {
    id,
    name: row.contract_name ?? null,
    typeId:
      row.contract_type_id === null || row.contract_type_id === undefined
        ? null
        : String(row.contract_type_id),
    linkNumber: linkNumberOf(row),
    externalId: externalIdOf(row.external_metadata ?? null),
  };
}

function externalIdOf(metadata: Readonly<Record<string, unknown>> | null): string | null {
  const id = metadata?.['id'];
  return typeof id === 'string' || typeof id === 'number' ? comparableId(String(id)) : null;
}

/** Salesforce ids come with 15 or 18 characters and mean the same record. */
function comparableId(id: string): string {
  return toRecordId18(id) ?? id;
}
