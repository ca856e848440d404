import { z } from 'zod';
import type { DealParty, DealRecord, RecordPath } from '../crm.js';

/** What is read of a deal to know with whom it is made. */
export const DEAL_PARTY_PATHS: readonly RecordPath[] = [
  ['Account', 'Name'],
  ['OpportunityContactRoles', 'IsPrimary'],
  ['OpportunityContactRoles', 'Contact', 'FirstName'],
  ['OpportunityContactRoles', 'Contact', 'LastName'],
  ['OpportunityContactRoles', 'Contact', 'Email'],
];

const text = z.string().nullish().catch(null);
const dealWire = z.looseObject({
  Account: z.looseObject({ Name: text }).nullish().catch(null),
  OpportunityContactRoles: z
    .array(
      z.looseObject({
        IsPrimary: z.boolean().nullish().catch(null),
        Contact: z
          .looseObject({ FirstName: text, LastName: text, Email: text })
          .nullish()
          .catch(null),
      }),
    )
    .catch([]),
});

export function toDealParty(deal: DealRecord): DealParty {
  const { Account, OpportunityContactRoles } = dealWire.parse(deal);
  const contact = OpportunityContactRoles.find(({ IsPrimary }) => IsPrimary === true)?.Contact;
  return {
    accountName: Account?.Name ?? null,
    contact:
      contact === null || contact === undefined
        ? null
        : {
            firstName: contact.FirstName ?? null,
            lastName: contact.LastName ?? null,
            email: contact.Email ?? null,
          },
  };
}
