import { OPPORTUNITY_ORDERS } from '../domain/opportunity.js';
import { registerEnumType } from './decorators.js';
import { enumValues } from './enum-values.js';

export const OpportunityOrderEnum = enumValues(OPPORTUNITY_ORDERS);

registerEnumType(OpportunityOrderEnum, {
  name: 'OpportunityOrder',
  description: 'The order of a list of deals. Deals that are equal in it are ordered by id.',
  valuesConfig: {
    CLOSE_DATE_ASC: { description: 'The earliest close date first. The default.' },
    CLOSE_DATE_DESC: { description: 'The latest close date first.' },
    AMOUNT_DESC: { description: 'The largest amount first, as the CRM compares amounts.' },
    NAME_ASC: { description: 'By name.' },
    UPDATED_AT_DESC: { description: 'The most recently changed first.' },
  },
});
