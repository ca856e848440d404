import type { Contract } from '../../domain/contract.js';
import { toContractId } from '../../domain/contract-id.js';
import { AmbiguousOutcomeError } from '../../domain/errors.js';
import { toContract, type ContractWire } from './contract.wire.js';
import type { NoteUnknown } from './note-unknown.js';
import type { OperationName } from './request.js';
import { noted } from '../../domain/said.js';

/** The contract that an operation has made. @throws AmbiguousOutcomeError where the answer does not say which one that is. */
export function toMadeContract(
  wire: ContractWire,
  operation: OperationName,
  note: NoteUnknown,
): Contract {
  const id = toContractId(String(wire.id));
  if (id === null) {
    throw new AmbiguousOutcomeError(
      noted`SpotDraft created a contract and answered without its composite id; it has to be looked up.`,
      { service: 'spotdraft', operation, status: 201 },
    );
  }
  return toContract(wire, id, note);
}
