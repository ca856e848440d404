import type { CounterpartyRequest, Template } from '../connectors/spotdraft/types.js';
import { InputError } from '../domain/errors.js';
import type { UserError } from '../domain/user-error.js';
import { checkMapping } from '../mapping/index.js';
import type { MappingFinding, TraceLine } from '../mapping/index.js';
import { prepareContract } from './prepare-contract.js';
import type { PrepareParts } from './prepare-contract.js';
import { createTemplateCache } from './templates.js';
import type { SpotDraft } from '../connectors/spotdraft/types.js';

type CheckParts = Omit<PrepareParts, 'templates'> & { readonly spotdraft: SpotDraft };

/** Holds the mapping against both systems as they are now. One SpotDraft call or two a template, a few describes. */
export async function checkMappingLive(parts: CheckParts): Promise<readonly MappingFinding[]> {
  const templates = new Map<string, Template | null>();
  for (const templateId of parts.mapping.contracts.keys()) {
    templates.set(
      templateId,
      await parts.spotdraft.getTemplate(templateId, { lane: 'interactive' }),
    );
  }
  const findings = await checkMapping({
    mapping: parts.mapping,
    templates,
    describe: (objectName) => parts.crm.describe(objectName),
    dealObject: parts.crm.dealObject,
  });
  return templates.size === 0 ? [NOTHING_MAPPED, ...findings] : findings;
}

const NOTHING_MAPPED: MappingFinding = {
  level: 'warning',
  where: 'MAPPING_FILE',
  message:
    'no template is mapped (or there is no such file), so no contract can be generated; status and links are still written back',
};

export interface MappingDryRun {
  readonly templateId: string;
  readonly templateName: string;
  readonly name: string | null;
  readonly lines: readonly TraceLine[];
  readonly counterparties: readonly CounterpartyRequest[];
  readonly userErrors: readonly UserError[];
}

/** What one deal would become under each mapped template, or one of them. Reads as the integration user; sends nothing. */
export async function dryRunMapping(
  parts: CheckParts,
  opportunityId: string,
  onlyTemplate: string | undefined,
): Promise<readonly MappingDryRun[]> {
  const mapped = [...parts.mapping.contracts.keys()];
  const templateIds =
    onlyTemplate === undefined ? mapped : mapped.filter((id) => id === onlyTemplate);
  if (templateIds.length === 0) {
    throw new InputError(
      `The mapping file has no entry for ${onlyTemplate === undefined ? 'any template' : `template ${onlyTemplate}`}.`,
    );
  }
  const templates = createTemplateCache(parts.spotdraft, parts.clock);
  const runs: MappingDryRun[] = [];
  for (const templateId of templateIds) {
    const prepared = await prepareContract(
      { ...parts, templates },
      { kind: 'integration', keyName: 'mapping check' },
      { opportunityId, templateId, overrides: {}, name: null },
    );
    const { template, name, trace, counterparties, userErrors } = prepared;
    runs.push({
      templateId,
      templateName: template.name,
      name,
      lines: trace,
      counterparties,
      userErrors,
    });
  }
  return runs;
}
