import type { CrmRow } from '../../connectors/crm.js';
import type { Contract, ContractStatus } from '../../domain/contract.js';
import { parseContractId } from '../../domain/contract-id.js';
import { TerminalError } from '../../domain/errors.js';
import { parseOpportunityId } from '../../domain/opportunity-id.js';
import { contractRow } from '../../mapping/index.js';
import type { ContractWriteback } from '../../mapping/index.js';

/** Two contracts that have nothing in common: what an expression gives for both does not depend on the contract. */
const STAND_INS: readonly [Contract, Contract] = [
  {
    id: parseContractId('T-1'),
    name: 'First stand-in',
    status: 'EXECUTED',
    kind: 'TEMPLATE_CONTRACT',
    type: { id: '1', name: 'First type' },
    referenceId: 'first',
    counterpartyName: 'First counterparty',
    createdBy: 'first@example.com',
    createdAt: '2020-01-01T00:00:00.000Z',
    url: 'https://first.example/contracts/1',
    externalMetadata: { id: 'first' },
    opportunityId: parseOpportunityId('006000000000001'),
  },
  {
    id: parseContractId('H-2'),
    name: 'Second stand-in',
    status: 'EXECUTED',
    kind: 'SIGN_CONTRACT',
    type: { id: '2', name: 'Second type' },
    referenceId: 'second',
    counterpartyName: 'Second counterparty',
    createdBy: 'second@example.com',
    createdAt: '2021-02-02T00:00:00.000Z',
    url: 'https://second.example/contracts/2',
    externalMetadata: { id: 'second' },
    opportunityId: parseOpportunityId('006000000000002'),
  },
];

/**
 * A contract that SpotDraft no longer has, after a loss of the store, is known by its CRM record alone. This is what such
 * a record has to say: the fields that follow the status, as they are for DELETED. The others keep what they hold.
 *
 * @returns null when no field follows the status.
 */
export async function goneRow(
  spec: ContractWriteback,
  documentUrl: (contract: Contract) => string | null,
): Promise<CrmRow | null> {
  const row: Record<string, CrmRow[string]> = {};
  const [first, second] = STAND_INS;
  for (const field of spec.fields.keys()) {
    const valueFor = (contract: Contract, status: ContractStatus) =>
      valueOf(spec, field, { ...contract, status }, documentUrl);
    const value = await valueFor(first, 'DELETED');
    if (value === undefined || value !== (await valueFor(second, 'DELETED'))) continue;
    if (value !== (await valueFor(first, 'EXECUTED'))) row[field] = value;
  }
  return Object.keys(row).length === 0 ? null : row;
}

/** Undefined where the expression can't make anything of the contract. */
async function valueOf(
  spec: ContractWriteback,
  field: string,
  contract: Contract,
  documentUrl: (contract: Contract) => string | null,
): Promise<CrmRow[string] | undefined> {
  const fields = new Map([...spec.fields].filter(([name]) => name === field));
  try {
    // Where its document is kept says nothing of whether it still exists.
    const shown = { contract, documentUrl: documentUrl(contract), archives: [], terms: [] };
    return (await contractRow({ ...spec, fields }, shown))[field];
  } catch (error) {
    if (error instanceof TerminalError) return undefined;
    throw error;
  }
}
