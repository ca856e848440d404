import type { Reader } from '../../auth/caller.js';
import type { ContractView } from './contract-views.js';
import type { UserError } from '../../domain/user-error.js';
import type { GivenCounterparty, GivenSignatory } from '../../mapping/index.js';

/** Who gets and signs a contract, in place of whom the mapping says; what is absent is the mapping's. */
export interface GivenPeople {
  readonly counterparties?: readonly ChosenCounterparty[];
  readonly signatories?: readonly GivenSignatory[];
}

/** With `id` one that SpotDraft has. */
export type ChosenCounterparty = GivenCounterparty & { readonly id?: string };

export interface CreateContractInput extends GivenPeople {
  readonly opportunityId: string;
  readonly templateId: string;
  readonly name?: string;
  readonly data?: Readonly<Record<string, unknown>>;
  readonly idempotencyKey?: string;
  readonly sendToCounterparties: boolean;
}

export interface CreateContractResult {
  readonly contract: ContractView | null;
  readonly created: boolean;
  readonly userErrors: readonly UserError[];
}

/** One intent makes one contract, whatever is repeated, cut off or asked twice at once. */
export type CreateContract = (
  reader: Reader,
  input: CreateContractInput,
) => Promise<CreateContractResult>;
