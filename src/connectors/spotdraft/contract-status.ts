import { z } from 'zod';
import type { ContractId } from '../../domain/contract-id.js';
import { NotFoundError } from '../../domain/errors.js';
import type { Caller, CallOptions } from './call.js';
import { noted } from '../../domain/said.js';

const contractStatusWire = z.object({
  contract_status: z.string(),
  contract_name: z.string().nullish().catch(null),
});
export type ContractStatusWire = z.infer<typeof contractStatusWire>;

/** The cheapest proof that a contract exists. Null when SpotDraft knows none with this id. */
export async function readStatus(
  caller: Caller,
  id: ContractId,
  options: CallOptions,
): Promise<ContractStatusWire | null> {
  return caller.find('GET /contracts/{id}/status', {
    path: { id },
    answer: contractStatusWire,
    options,
  });
}

/** @throws NotFoundError when SpotDraft answers 404 for the contract itself. */
export async function requireContract(
  caller: Caller,
  id: ContractId,
  options: CallOptions,
): Promise<void> {
  if ((await readStatus(caller, id, options)) === null) {
    throw new NotFoundError(noted`SpotDraft knows no contract ${id}, or it may not be seen here.`, {
      service: 'spotdraft',
      status: 404,
    });
  }
}
