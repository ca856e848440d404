import {
  contractIdOf,
  contractNumberOf,
  parseContractRef,
  type ContractId,
} from './contract-id.js';
import type { Contract } from './contract.js';
import { comparableExternalId, externalIdOf } from './deal-link.js';

/**
 * What a delivery says of the contract it is about. It names it by the bare number, and T and H numbers are counted apart,
 * so a contract that merely has the number proves nothing.
 */
export interface ContractIdentity {
  readonly number: number;
  readonly title: string | null;
  readonly typeId: string | null;
  /** As it was told: 15 and 18 characters mean the same record. */
  readonly externalId: string | null;
}

/** What is known of a contract that may be the one. Null is not known. */
export interface Candidate {
  readonly id: ContractId;
  readonly name: string | null;
  readonly typeId: string | null;
  /** The number at the end of its link. */
  readonly linkNumber: number | null;
  /** In its comparable form. */
  readonly externalId: string | null;
}

/** The contracts that a bare number may mean. */
export function bothIds(number: number): readonly [ContractId, ContractId] {
  return [contractIdOf('T', number), contractIdOf('H', number)];
}

export function toCandidate(contract: Contract): Candidate {
  return {
    id: contract.id,
    name: contract.name,
    typeId: contract.type.id,
    linkNumber: parseContractRef(contract.url)?.number ?? null,
    externalId: comparableExternalId(externalIdOf(contract.externalMetadata)),
  };
}

/** By its id, or by its link, whose last segment is the internal number where the id's digits are not. */
export function hasNumber({ id, linkNumber }: Candidate, number: number): boolean {
  return contractNumberOf(id) === number || linkNumber === number;
}

/** The one candidate of which we know exactly what is told: certain without asking anybody. */
export function sameContract(
  identity: ContractIdentity,
  candidates: readonly Candidate[],
): ContractId | null {
  const externalId = comparableExternalId(identity.externalId);
  return onlyOne(
    candidates.filter(
      (candidate) =>
        identity.title === candidate.name &&
        !differ(identity.typeId, candidate.typeId) &&
        externalId === candidate.externalId,
    ),
  );
}

/**
 * The one candidate that fits. Link, type and external id must not contradict what is told, and something must speak for
 * it: the title or the external id. A title that changed since (contracts get renamed) is outweighed by an equal external
 * id. Of several that fit, the one with the same title or, failing that, with the number itself counts; a tie is no answer.
 */
export function fittingContract(
  identity: ContractIdentity,
  candidates: readonly Candidate[],
): ContractId | null {
  const fitting = candidates.filter(
    (candidate) =>
      (candidate.linkNumber === null || candidate.linkNumber === identity.number) &&
      !differ(comparableExternalId(identity.externalId), candidate.externalId) &&
      isAlike(identity, candidate),
  );
  const sameTitle = fitting.filter((candidate) => candidate.name === identity.title);
  return (
    onlyOne(fitting) ??
    (sameTitle.length === 1
      ? onlyOne(sameTitle)
      : onlyOne(fitting.filter(({ id }) => contractNumberOf(id) === identity.number)))
  );
}

/**
 * The one candidate for which something speaks, though its name or its deal may have changed since. For contracts that
 * SpotDraft does not show any more: what fits better could not be found.
 */
export function likelyContract(
  identity: ContractIdentity,
  candidates: readonly Candidate[],
): ContractId | null {
  return onlyOne(candidates.filter((candidate) => isAlike(identity, candidate)));
}

/** Of the same type, and of the same name or the same external id. */
function isAlike(identity: ContractIdentity, candidate: Candidate): boolean {
  const externalId = comparableExternalId(identity.externalId);
  return (
    !differ(identity.typeId, candidate.typeId) &&
    ((identity.title !== null && identity.title === candidate.name) ||
      (externalId !== null && externalId === candidate.externalId))
  );
}

/** Unknown on either side speaks neither for nor against. */
function differ(a: string | null, b: string | null): boolean {
  return a !== null && a !== '' && b !== null && b !== '' && a !== b;
}

function onlyOne(candidates: readonly Candidate[]): ContractId | null {
  const [first, ...others] = candidates;
  return others.length === 0 ? (first?.id ?? null) : null;
}
