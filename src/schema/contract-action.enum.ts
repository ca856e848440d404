import { CONTRACT_ACTIONS } from '../domain/contract-action.js';
import { registerEnumType } from './decorators.js';
import { enumValues } from './enum-values.js';

export const ContractActionEnum = enumValues(CONTRACT_ACTIONS);

registerEnumType(ContractActionEnum, {
  name: 'ContractAction',
  description: 'What may be done with a contract.',
  valuesConfig: {
    OPEN: { description: 'Open it in SpotDraft (`url`); not once it is deleted there.' },
    OPEN_DOCUMENT: { description: 'Open the signed document (`documentUrl`).' },
    SEND: { description: 'Send it to the counterparties (`sendContract`).' },
    VOID: { description: 'Cancel it (`voidContract`).' },
    SYNC: { description: 'Read it anew and write the CRM now (`syncContract`).' },
  },
});
