import { createHash } from 'node:crypto';

import { contractNumberOf, parseContractId } from '../../../src/domain/contract-id.js';
import type { Contract } from '../../../src/domain/contract.js';
import { parseOpportunityId } from '../../../src/domain/opportunity-id.js';
import type { DirtyKey, NewCreation, NewDelivery } from '../../../src/store/store.js';

export const T1 = parseContractId('T-1');
export const T2 = parseContractId('T-2');
export const T3 = parseContractId('T-3');
export const H1 = parseContractId('H-1');
export const DEAL_A = parseOpportunityId('006000000000001');
export const DEAL_B = parseOpportunityId('006000000000002');
export const DEAL_C = parseOpportunityId('006000000000003');

export function contract(over: Partial<Contract> = {}): Contract {
  const id = over.id ?? T1;
  return {
    id,
    name: `Order form ${contractNumberOf(id)}`,
    status: 'DRAFT',
    kind: 'TEMPLATE_CONTRACT',
    type: { id: '7', name: 'Order form' },
    referenceId: null,
    counterpartyName: null,
    createdBy: null,
    createdAt: '2026-03-01T08:00:00Z',
    url: `https://spotdraft.test/contracts/${contractNumberOf(id)}`,
    externalMetadata: null,
    opportunityId: null,
    ...over,
  };
}

/** A delivery whose hashes follow from `body`, unless given. */
export function delivery(
  key: DirtyKey | null,
  body: string,
  over: Partial<NewDelivery> = {},
): NewDelivery {
  const bodySha256 = createHash('sha256').update(body).digest('hex');
  return {
    receivedAt: new Date('2026-03-02T09:00:00.000Z'),
    bodySha256,
    semanticKey: `meaning of ${body}`,
    activity: 'CONTRACT_EXECUTED',
    key,
    identity: null,
    body,
    ...over,
  };
}

export function creation(over: Partial<NewCreation> = {}): NewCreation {
  return {
    intent: 'deal A, template 1204, key k1',
    requestId: 'request-1',
    inputHash: 'hash-1',
    opportunityId: DEAL_A,
    templateId: '1204',
    rememberMs: null,
    ...over,
  };
}
