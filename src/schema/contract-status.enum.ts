import { CONTRACT_STATUSES } from '../domain/contract.js';
import { registerEnumType } from './decorators.js';
import { enumValues } from './enum-values.js';

export const ContractStatusEnum = enumValues(CONTRACT_STATUSES);

registerEnumType(ContractStatusEnum, {
  name: 'ContractStatus',
  description: 'Where a contract stands in SpotDraft.',
  valuesConfig: {
    DRAFT: { description: 'Being written; nobody outside has seen it.' },
    REDLINING: { description: 'Under negotiation with the counterparties.' },
    SIGN: { description: 'Out for signature.' },
    EXECUTED: { description: 'Signed by everybody; the document is final.' },
    ON_HOLD: { description: 'Paused by somebody; it may be resumed.' },
    VOIDED: { description: 'Cancelled; it stays readable.' },
    DELETED: { description: 'No longer in SpotDraft. Only its CRM record is left.' },
    UNKNOWN: { description: 'A status that this version of dealdraft does not know.' },
  },
});
