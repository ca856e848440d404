import type { PreviewRequest } from '../../connectors/spotdraft/previews.js';
import type { UserError } from '../../domain/user-error.js';
import type { PreparedContract } from './prepare-contract.js';
import { said } from '../../domain/said.js';

/**
 * What SpotDraft is asked for a preview of this contract, or why it can't be asked.
 * @param entityIdOf a preview names the entity by its number, and the mapping by its reference id, as creating does
 */
export async function toPreviewRequest(
  { template, data, counterparties, setup }: PreparedContract,
  entityIdOf: (referenceId: string) => Promise<string | null>,
): Promise<{ readonly request: PreviewRequest } | { readonly userErrors: UserError[] }> {
  const reference = setup.entityReferenceId;
  const entityId = reference === null ? null : await entityIdOf(reference);
  if (reference !== null && entityId === null) return { userErrors: [noEntity(reference)] };
  return {
    request: {
      templateId: template.id,
      data,
      counterparties,
      ...(entityId === null ? {} : { entityId }),
    },
  };
}

function noEntity(referenceId: string): UserError {
  return {
    field: null,
    code: 'INVALID_VALUE',
    message: said`SpotDraft has no entity with the reference id "${referenceId}", which the mapping names. Correct entity in the mapping of this template.`,
  };
}
