import { toIso } from '../clock.js';
import { displayStatus } from '../model.js';
import type { Activity, Contract, Performer } from '../model.js';
import { contractTypeName } from '../reference-data.js';
import type { Entity } from '../reference-data.js';
import type { JsonObject } from '../json.js';

/**
 * The body of a contract webhook. It names the contract by its integer alone: no composite id, no document,
 * no earlier status.
 *
 * @param timestamp when it happened, as the API writes times
 * @param extras members of `activity_data` that belong to this activity
 */
export function contractPayload(
  activity: Activity,
  contract: Contract,
  entity: Entity,
  performer: Performer,
  timestamp: string,
  extras: JsonObject = {},
): JsonObject {
  const typeName = contractTypeName(contract.contractTypeId);
  const businessUser = contract.businessUser ?? contract.creator;
  const hasMetadata = Object.keys(contract.externalMetadata).length > 0;
  return {
    contract_id: contract.number,
    contract_title: contract.name,
    contract_type: typeName,
    contract_type_name: typeName,
    contract_type_id: contract.contractTypeId,
    contract_status: displayStatus(contract),
    contract_kind: contract.kind,
    contract_reference_id: contract.referenceId,
    ...(contract.templateId !== null && { contract_template_id: contract.templateId }),
    created_at: toIso(contract.createdAt),
    business_user: { name: businessUser.name, email: businessUser.email },
    counterparties: contract.parties.map((party) => ({
      type: party.isIndividual ? 'Individual' : 'Organization',
      organization_name: party.name,
      poc_name: `${party.poc.firstName} ${party.poc.lastName}`.trim(),
      poc_email: party.poc.email,
      counterparty_id: party.counterpartyId,
    })),
    ...(hasMetadata && { external_metadata: contract.externalMetadata }),
    entity: {
      reference_id: entity.reference_id,
      name: entity.name,
      jurisdiction: entity.jurisdiction.name,
      type: entity.organization_type.name,
    },
    activity,
    activity_data: { performed_by: { ...performer }, timestamp, ...extras },
  };
}
