import { createHash } from 'node:crypto';

import { createActivityIds } from '../../../src/domain/activity.js';
import type { Activity } from '../../../src/domain/activity.js';
import { contractNumberOf, parseContractId } from '../../../src/domain/contract-id.js';
import type { Contract } from '../../../src/domain/contract.js';
import { parseOpportunityId } from '../../../src/domain/opportunity-id.js';
import type { NewCreation } from '../../../src/store/creation-ledger.js';
import type { NewDelivery } from '../../../src/store/inbox.js';
import type { DirtyKey } from '../../../src/store/queue.js';

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
    kind: 'contract',
    intent: 'deal A, template 1204, key k1',
    requestId: 'request-1',
    inputHash: 'hash-1',
    subject: DEAL_A,
    rememberMs: null,
    ...over,
  };
}

const nextActivityId = createActivityIds(Math.random);

/** A call of SpotDraft that went well, at the time that its id tells, unless given. */
export function activity(operation: string, over: Partial<Activity> = {}): Activity {
  const at = over.at ?? new Date();
  return {
    id: nextActivityId(at),
    at,
    kind: 'CALL',
    system: 'spotdraft',
    operation,
    outcome: 'answered',
    failed: false,
    status: null,
    durationMs: null,
    attempt: null,
    actor: null,
    correlationId: null,
    contractId: null,
    opportunityId: null,
    changes: [],
    error: null,
    told: null,
    ...over,
  };
}
