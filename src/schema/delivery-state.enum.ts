import { registerEnumType } from './decorators.js';
import { enumValues } from './enum-values.js';

export const DeliveryStateEnum = enumValues(['WAITING', 'APPLIED', 'IGNORED', 'PARKED']);
export type DeliveryStateEnum = keyof typeof DeliveryStateEnum;

registerEnumType(DeliveryStateEnum, {
  name: 'DeliveryState',
  description: 'What came of a webhook delivery.',
  valuesConfig: {
    WAITING: { description: 'Stored; its contract is yet to be synced.' },
    APPLIED: { description: 'Its contract was synced after it came.' },
    IGNORED: { description: 'It needs no work: of no effect on the CRM, or a repeat.' },
    PARKED: {
      description: 'Its work was given up until it is replayed or news of the contract come.',
    },
  },
});
