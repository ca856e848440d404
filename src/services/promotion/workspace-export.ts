import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { ArchiveDestination } from '../../archive/file/archive-rules.js';
import type { Crm } from '../../connectors/crm.js';
import type { SpotDraft } from '../../connectors/spotdraft/types.js';
import type { Clock } from '../../domain/clock.js';
import { ConflictError, InputError } from '../../domain/errors.js';
import { tryParseJson } from '../../domain/well-formed.js';
import { locationText } from '../../mapping/file/source-location.js';
import { mappingReferences } from '../../mapping/index.js';
import type { Mapping } from '../../mapping/index.js';
import type { Identities } from '../people/acting-user.js';
import { createWorkspaceReader, REFERENCE_KINDS } from './workspace-reader.js';

const reference = z.strictObject({
  kind: z.enum(REFERENCE_KINDS),
  id: z.string(),
  name: z.string(),
  /** What it is like beyond its name. */
  shape: z.record(z.string(), z.string()),
  /** Where files name it. */
  where: z.array(z.string()),
});
const workspaceExport = z.strictObject({
  version: z.literal(1),
  exportedAt: z.string(),
  workspace: z.strictObject({ spotdraft: z.string(), entities: z.array(z.string()) }),
  organization: z.string(),
  mappingFile: z.strictObject({ path: z.string(), sha256: z.string() }),
  references: z.array(reference),
});

/** Names and ids of all that the files refer to, in one workspace and its org. Holds no secrets; addresses of people who are named. */
export type WorkspaceExport = z.infer<typeof workspaceExport>;
export type WorkspaceReference = z.infer<typeof reference>;

export interface ExportParts {
  readonly spotdraft: SpotDraft;
  readonly crm: Crm;
  readonly mapping: Mapping;
  readonly identities: Identities;
  readonly spotdraftUrl: string;
  readonly mappingFile: { readonly path: string; readonly text: string };
  readonly identityFile: string | null;
  readonly archived: readonly Pick<ArchiveDestination, 'needs' | 'location'>[];
  readonly clock: Clock;
}

/** @throws ConflictError for what the files name and this workspace does not have. */
export async function exportWorkspace(parts: ExportParts): Promise<WorkspaceExport> {
  const { spotdraft, crm, mapping, identities, mappingFile, identityFile } = parts;
  const reader = createWorkspaceReader(spotdraft, crm);
  const named = eachOnce([
    ...mappingReferences(mapping, crm.dealObject),
    ...[...identities.values()].map((id) => ({
      kind: 'user' as const,
      id,
      where: [identityFile ?? ''],
    })),
    ...parts.archived.flatMap(({ needs, location }) =>
      needs.deal.map((path) => ({
        kind: 'crmField' as const,
        id: [crm.dealObject, ...path].join('.'),
        where: [locationText(location)],
      })),
    ),
  ]);
  const references: WorkspaceReference[] = [];
  const missing: string[] = [];
  for (const { kind, id, where } of named) {
    const found = await reader.byId(kind, id);
    if (found === null) missing.push(`${kind} ${id} (${where.join(', ')})`);
    else references.push({ kind, id, name: found.name, shape: found.shape, where });
  }
  if (missing.length > 0) {
    throw new ConflictError(
      `This workspace does not have what the files name: ${missing.join('; ')}. Correct them first; \`dealdraft mapping check\` says how.`,
    );
  }
  return {
    version: 1,
    exportedAt: parts.clock.now().toISOString(),
    workspace: await workspaceOf(spotdraft, parts.spotdraftUrl),
    organization: await crm.organizationId(),
    mappingFile: { path: mappingFile.path, sha256: sha256Of(mappingFile.text) },
    references: await withTypes(references, spotdraft),
  };
}

type NamedByFile = Pick<WorkspaceReference, 'kind' | 'id'> & { readonly where: readonly string[] };

/** Several files, and several places of one, may name the same thing. */
function eachOnce(
  references: readonly NamedByFile[],
): readonly Pick<WorkspaceReference, 'kind' | 'id' | 'where'>[] {
  const found = new Map<string, Pick<WorkspaceReference, 'kind' | 'id' | 'where'>>();
  for (const { kind, id, where } of references) {
    const known = found.get(`${kind} ${id}`)?.where ?? [];
    found.set(`${kind} ${id}`, { kind, id, where: [...new Set([...known, ...where])] });
  }
  return [...found.values()];
}

/** By what a workspace is known again: credentials rotate, and several workspaces share an address. */
export async function workspaceOf(
  spotdraft: SpotDraft,
  url: string,
): Promise<WorkspaceExport['workspace']> {
  const ids = await spotdraft.listEntityIds({ lane: 'interactive' });
  return { spotdraft: url, entities: [...ids].sort() };
}

export function sha256Of(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** With the contract types that the named templates are of, beside those that the files name themselves. */
async function withTypes(
  references: readonly WorkspaceReference[],
  spotdraft: SpotDraft,
): Promise<WorkspaceReference[]> {
  const templates = await spotdraft.listTemplates({ lane: 'interactive' });
  const types = await spotdraft.listContractTypes({ lane: 'interactive' });
  const found = new Map<string, WorkspaceReference>();
  const named = new Map(
    references.filter(({ kind }) => kind === 'contractType').map((one) => [one.id, one]),
  );
  for (const { kind, id, where } of references) {
    const typeId =
      kind === 'template' ? templates.find((one) => one.id === id)?.contractTypeId : null;
    const type = types.find((one) => one.id === typeId);
    if (type === undefined) continue;
    const known = found.get(type.id)?.where ?? named.get(type.id)?.where ?? [];
    found.set(type.id, { kind: 'contractType', ...type, shape: {}, where: [...known, ...where] });
  }
  const others = references.filter(({ kind, id }) => kind !== 'contractType' || !found.has(id));
  return [...others, ...found.values()];
}

/** @throws InputError for a text that is no export. */
export function parseExport(text: string, fileName: string): WorkspaceExport {
  const parsed = workspaceExport.safeParse(tryParseJson(text));
  if (parsed.success) return parsed.data;
  throw new InputError(
    `${fileName} is not what \`dealdraft workspace export\` writes (${z.prettifyError(parsed.error).split('\n')[0] ?? ''}).`,
  );
}
