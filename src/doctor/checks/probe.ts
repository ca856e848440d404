import type { Crm } from '../../connectors/crm.js';
import type { SpotDraft } from '../../connectors/spotdraft/types.js';
import type { UserError } from '../../domain/user-error.js';
import { UpstreamRejectedError } from '../../domain/errors.js';
import type { Mapping } from '../../mapping/index.js';
import { prepareContract } from '../../services/contracts/prepare-contract.js';
import { toPreviewRequest } from '../../services/contracts/preview-request.js';
import { createTemplateCache } from '../../services/templates/templates.js';
import type { Check, Judge } from '../check.js';
import { fail, ok, warn } from '../check.js';
import { by } from '../doctor-parts.js';
import type { DoctorParts } from '../doctor-parts.js';
import { newestDeals, VERSION } from './salesforce.js';
import { SPOTDRAFT } from './spotdraft.js';
import { noted } from '../../domain/said.js';

/** Deals differ: one without a contact says nothing of the template. */
const DEALS_TRIED = 5;

/** A preview for each mapped template, with the newest deal that fits. Nothing is created by it. */
export function probeChecks(parts: DoctorParts): readonly Check[] {
  const { mapping, spotdraft, crm } = parts;
  if (!('value' in mapping)) {
    return [{ name: 'probe.templates', judge: { toldBy: mapping.toldBy } }];
  }
  return [...mapping.value.contracts.keys()].map((templateId) => ({
    name: `probe.${templateId}`,
    after: [SPOTDRAFT, VERSION],
    judge: by(spotdraft, (client) =>
      by(crm, (records) => probing(parts, { templateId, mapping: mapping.value, client, records })),
    ),
  }));
}

function probing(
  { clock }: DoctorParts,
  {
    templateId,
    mapping,
    client,
    records,
  }: {
    readonly templateId: string;
    readonly mapping: Mapping;
    readonly client: SpotDraft;
    readonly records: Crm;
  },
): Judge {
  return async (signal) => {
    const templates = createTemplateCache(client, clock);
    const parts = { spotdraft: client, crm: records, mapping, templates, clock };
    const { rows } = await records.findOpportunities(
      { kind: 'integration' },
      newestDeals(DEALS_TRIED),
    );
    let unfit: readonly UserError[] = [];
    for (const { opportunity } of rows) {
      const prepared = await prepareContract(
        parts,
        { kind: 'integration', keyName: 'doctor' },
        { opportunityId: opportunity.id, templateId, overrides: {}, name: null, signatories: [] },
      );
      unfit = prepared.userErrors;
      if (unfit.length > 0) continue;
      const asked = await toPreviewRequest(prepared, (referenceId) =>
        entityIdOf(client, referenceId, signal),
      );
      if ('userErrors' in asked) return fail(messagesOf(asked.userErrors), CORRECT);
      try {
        const pdf = await client.renderPreview(asked.request, { lane: 'background', signal });
        return ok(
          noted`${prepared.template.name}: a preview of deal ${opportunity.id} was rendered (${pdf.length} bytes), nothing was created`,
        );
      } catch (error) {
        if (!(error instanceof UpstreamRejectedError)) throw error;
        return fail(
          noted`SpotDraft renders no preview of ${prepared.template.name}: ${error.message}`,
          CORRECT,
        );
      }
    }
    return warn(
      rows.length === 0
        ? noted`there is no deal to try it with`
        : noted`none of the ${rows.length} newest deals has what the template needs: ${messagesOf(unfit)}`,
      noted`Try a deal of your own: \`dealdraft mapping check --opportunity ID\`.`,
    );
  };
}

const CORRECT = noted`Correct the entry of this template in the mapping file, then run it again.`;

async function entityIdOf(
  client: SpotDraft,
  referenceId: string,
  signal: AbortSignal,
): Promise<string | null> {
  const entities = await client.listEntities({ lane: 'background', signal });
  return entities.find((entity) => entity.referenceId === referenceId)?.id ?? null;
}

function messagesOf(userErrors: readonly UserError[]): string {
  return userErrors.map(({ message }) => message).join(' ');
}
