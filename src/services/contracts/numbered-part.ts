import type { Contract } from '../../domain/contract.js';
import type { ContractId } from '../../domain/contract-id.js';
import { NotFoundError } from '../../domain/errors.js';
import { said } from '../../domain/said.js';

/**
 * The id of a contract of which SpotDraft is asked something by its bare number. Where T-12 is deleted the number 12 may
 * mean H-12, and its data are not T-12's; what is H is refused by the connector.
 * @throws NotFoundError for a contract that SpotDraft no longer has.
 */
export function numberedPart({ id, status }: Pick<Contract, 'id' | 'status'>): ContractId {
  if (status !== 'DELETED') return id;
  throw new NotFoundError(said`Contract ${id} is deleted in SpotDraft.`, { service: 'spotdraft' });
}
