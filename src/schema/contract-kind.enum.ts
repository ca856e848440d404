import { CONTRACT_KINDS } from '../domain/contract.js';
import { registerEnumType } from './decorators.js';
import { enumValues } from './enum-values.js';

export const ContractKindEnum = enumValues(CONTRACT_KINDS);

registerEnumType(ContractKindEnum, {
  name: 'ContractKind',
  description: 'How a contract came into SpotDraft.',
  valuesConfig: {
    TEMPLATE_CONTRACT: { description: 'Generated from a template.' },
    EDITED_TEMPLATE_CONTRACT: { description: 'Generated from a template and then edited.' },
    THIRD_PARTY_CONTRACT: { description: "Written on the counterparty's paper." },
    SIGN_CONTRACT: { description: 'Uploaded only to be signed.' },
    EXECUTED_CONTRACT: { description: 'Uploaded after it was signed elsewhere.' },
    EXPRESS_TEMPLATE_CONTRACT: { description: 'Generated from an express template.' },
    CLICKWRAP_CONTRACT: { description: 'Accepted by a click.' },
    HISTORICAL_CLICKWRAP_CONTRACT: { description: 'Accepted by a click, imported later.' },
    UNKNOWN: { description: 'A kind that this version of dealdraft does not know.' },
  },
});
