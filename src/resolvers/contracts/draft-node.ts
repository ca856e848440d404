import type { DraftSource } from '../../domain/draft-source.js';
import type {
  ContractDraftType,
  DraftCounterpartyType,
  DraftSignatoryType,
  DraftSourceEnum,
} from '../../schema/contract-drafts.js';
import type {
  DraftedCounterparty,
  DraftedSignatory,
  DraftView,
} from '../../services/contracts/drafts.js';

const SOURCES = {
  mapping: 'MAPPING',
  override: 'OVERRIDE',
  default: 'DEFAULT',
  none: 'NONE',
} as const satisfies Record<DraftSource, DraftSourceEnum>;

export function toDraftNode(view: DraftView): ContractDraftType {
  const fields = view.fields.map((line) => ({ ...line, source: SOURCES[line.source] }));
  return {
    ...view,
    fields,
    counterparties: view.counterparties.map(toCounterpartyNode),
    signatories: view.signatories.map(toSignatoryNode),
  };
}

function toCounterpartyNode({ found, userErrors }: DraftedCounterparty): DraftCounterpartyType {
  const { contact, address } = found;
  return {
    organizationName: found.organizationName ?? null,
    isIndividual: found.isIndividual,
    organizationType: found.organizationType ?? null,
    jurisdiction: found.jurisdiction ?? null,
    partyRole: found.partyRole ?? null,
    contact:
      contact === undefined
        ? null
        : {
            firstName: contact.firstName ?? null,
            lastName: contact.lastName ?? null,
            email: contact.email ?? null,
          },
    address:
      address === undefined
        ? null
        : {
            line1: address.lineOne ?? null,
            line2: address.lineTwo ?? null,
            city: address.city ?? null,
            state: address.state ?? null,
            zipcode: address.zipcode ?? null,
            country: address.countryCode ?? null,
          },
    userErrors,
  };
}

function toSignatoryNode({ found, userErrors }: DraftedSignatory): DraftSignatoryType {
  return {
    name: found.name ?? null,
    email: found.email ?? null,
    title: found.title ?? null,
    note: found.note ?? null,
    order: found.order ?? null,
    isCounterparty: found.isCounterparty,
    counterpartyName: found.counterpartyName ?? null,
    userErrors,
  };
}
