import type { ContractCounterpartyInput, SignatoryInput } from '../../schema/parties.js';
import type { GivenPeople } from '../../services/contracts/contract-request.js';
import { withoutNulls } from '../without-nulls.js';

interface PeopleInput {
  readonly counterparties?: readonly ContractCounterpartyInput[] | null | undefined;
  readonly signatories?: readonly SignatoryInput[] | null | undefined;
}

/** Counterparties and signatories that a caller gives, as services take them; a list that is not given stays away. */
export function toGivenPeople({ counterparties, signatories }: PeopleInput): GivenPeople {
  return {
    ...(counterparties ? { counterparties: counterparties.map(toCounterparty) } : {}),
    ...(signatories ? { signatories: signatories.map((one) => withoutNulls(one)) } : {}),
  };
}

function toCounterparty({ contact, address, ...given }: ContractCounterpartyInput) {
  return {
    ...withoutNulls(given),
    ...(contact ? { contact: withoutNulls(contact) } : {}),
    ...(address ? { address: withoutNulls(address) } : {}),
  };
}
