import type {
  CounterpartyRequest,
  SignatoryRequest,
} from '../../connectors/spotdraft/contract-creation.js';
import type { Entity } from '../../domain/entity.js';
import type { Template } from '../../connectors/spotdraft/template.js';
import { InputError, UpstreamRejectedError } from '../../domain/errors.js';
import type { UserError } from '../../domain/user-error.js';
import { checkMapping } from '../../mapping/index.js';
import type { CheckMappingInput, MappingFinding, TraceLine } from '../../mapping/index.js';
import { prepareContract } from '../contracts/prepare-contract.js';
import type { PrepareParts } from '../contracts/prepare-contract.js';
import { createTemplateCache } from './templates.js';
import type { SpotDraft } from '../../connectors/spotdraft/types.js';
import type { Lane } from '../../domain/lane.js';
import { said } from '../../domain/said.js';

/** A workspace with more is not asked about each: the names of its key pointers are not checked. */
const MAX_TYPES_ASKED = 100;

type CheckParts = Omit<PrepareParts, 'templates'> & { readonly spotdraft: SpotDraft };

/** Holds the mapping against both systems as they are now. One SpotDraft call or two a template, one a jurisdiction, a few describes. */
export async function checkMappingLive(
  parts: CheckParts,
  lane: Lane = 'interactive',
): Promise<readonly MappingFinding[]> {
  const templates = new Map<string, Template | null>();
  for (const templateId of parts.mapping.contracts.keys()) {
    templates.set(templateId, await parts.spotdraft.getTemplate(templateId, { lane }));
  }
  let entities: Promise<readonly Entity[]> | undefined;
  const findings = await checkMapping({
    mapping: parts.mapping,
    templates,
    describe: (objectName) => parts.crm.describe(objectName),
    organizationTypes: rememberOrganizationTypes(parts.spotdraft, lane),
    listEntities: () => (entities ??= parts.spotdraft.listEntities({ lane })),
    keyPointerNames: () => listKeyPointerNames(parts.spotdraft, lane),
    dealObject: parts.crm.dealObject,
  });
  return templates.size === 0 ? [NOTHING_MAPPED, ...findings] : findings;
}

/** One call a jurisdiction, however many counterparties name it; null where SpotDraft knows no such jurisdiction. */
export function rememberOrganizationTypes(
  spotdraft: SpotDraft,
  lane: Lane,
): CheckMappingInput['organizationTypes'] {
  const known = new Map<string | null, Promise<readonly string[] | null>>();
  return async (jurisdiction) => {
    const asked = known.get(jurisdiction) ?? askForTypes(spotdraft, jurisdiction, lane);
    known.set(jurisdiction, asked);
    return asked;
  };
}

async function askForTypes(
  spotdraft: SpotDraft,
  jurisdiction: string | null,
  lane: Lane,
): Promise<readonly string[] | null> {
  try {
    const types = await spotdraft.listOrganizationTypes(jurisdiction, { lane });
    return types.map(({ name }) => name);
  } catch (error) {
    if (error instanceof UpstreamRejectedError) return null;
    throw error;
  }
}

/** Of all contract types, by a call each. */
export async function listKeyPointerNames(
  spotdraft: SpotDraft,
  lane: Lane,
): Promise<ReadonlySet<string> | null> {
  const types = await spotdraft.listContractTypes({ lane });
  if (types.length > MAX_TYPES_ASKED) return null;
  const names = new Set<string>();
  for (const { id } of types) {
    for (const { field } of await spotdraft.listKeyPointerDefinitions(id, { lane })) {
      names.add(field.name);
    }
  }
  return names;
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
  /** IANA name of the zone whose day `$today()` is. */
  readonly timezone: string;
  readonly lines: readonly TraceLine[];
  readonly counterparties: readonly CounterpartyRequest[];
  readonly signatories: readonly SignatoryRequest[];
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
      said`The mapping file has no entry for ${onlyTemplate === undefined ? 'any template' : `template ${onlyTemplate}`}.`,
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
    const { template, name, timezone, trace, counterparties, signatories, userErrors } = prepared;
    runs.push({
      templateId,
      templateName: template.name,
      name,
      timezone,
      lines: trace,
      counterparties,
      signatories,
      userErrors,
    });
  }
  return runs;
}

export interface MappingSample {
  readonly opportunityId: string;
  readonly name: string;
  readonly dryRuns: readonly MappingDryRun[];
}

/** What the deals that changed last would become, to be looked at side by side. Sends nothing. */
export async function sampleMapping(
  parts: CheckParts,
  size: number,
  onlyTemplate: string | undefined,
): Promise<readonly MappingSample[]> {
  const { rows } = await parts.crm.findOpportunities(
    { kind: 'integration' },
    { criteria: {}, orderBy: 'UPDATED_AT_DESC', limit: size },
  );
  const samples: MappingSample[] = [];
  for (const { opportunity } of rows) {
    const { id, name } = opportunity;
    samples.push({
      opportunityId: id,
      name,
      dryRuns: await dryRunMapping(parts, id, onlyTemplate),
    });
  }
  return samples;
}
