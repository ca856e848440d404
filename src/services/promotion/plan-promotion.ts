import { parse, stringify } from 'yaml';
import { z } from 'zod';
import type { Clock } from '../../domain/clock.js';
import { InputError } from '../../domain/errors.js';
import { WEBHOOK_PATH } from '../../domain/own-paths.js';
import type { Crm } from '../../connectors/crm.js';
import type { SpotDraft } from '../../connectors/spotdraft/types.js';
import { shapeDifferences } from './template-shape.js';
import { workspaceOf } from './workspace-export.js';
import type { WorkspaceExport, WorkspaceReference } from './workspace-export.js';
import { createWorkspaceReader, REFERENCE_KINDS } from './workspace-reader.js';
import type { WorkspaceReader } from './workspace-reader.js';

const planned = z.strictObject({
  kind: z.enum(REFERENCE_KINDS),
  name: z.string(),
  /** `ambiguous`: several have the name, and none is taken; `different`: it is there, and of another shape. */
  state: z.enum(['matched', 'missing', 'ambiguous', 'different']),
  from: z.string(),
  to: z.string().nullable(),
  where: z.array(z.string()),
  /** Ids of those that have the name, or what differs. */
  problems: z.array(z.string()).optional(),
});
const place = z.strictObject({
  spotdraft: z.string(),
  entities: z.array(z.string()),
  organization: z.string(),
});
const promotionPlan = z.strictObject({
  version: z.literal(1),
  madeAt: z.string(),
  from: place,
  to: place,
  mappingFile: z.strictObject({ path: z.string(), sha256: z.string() }),
  /** What will be registered at SpotDraft; null without PUBLIC_URL. */
  webhook: z.string().nullable(),
  references: z.array(planned),
});

export type PromotionPlan = z.infer<typeof promotionPlan>;
export type PlannedReference = z.infer<typeof planned>;

export interface PlanParts {
  readonly spotdraft: SpotDraft;
  readonly crm: Crm;
  readonly spotdraftUrl: string;
  readonly publicUrl: string | null;
  readonly clock: Clock;
}

/** Matches each reference of an export by its name against the workspace and org that we are signed in to. Changes nothing. */
export async function planPromotion(
  parts: PlanParts,
  from: WorkspaceExport,
): Promise<PromotionPlan> {
  const { spotdraft, crm, publicUrl } = parts;
  const reader = createWorkspaceReader(spotdraft, crm);
  const references: PlannedReference[] = [];
  for (const reference of from.references) references.push(await matchOf(reference, reader));
  return {
    version: 1,
    madeAt: parts.clock.now().toISOString(),
    from: { ...from.workspace, organization: from.organization },
    to: {
      ...(await workspaceOf(spotdraft, parts.spotdraftUrl)),
      organization: await crm.organizationId(),
    },
    mappingFile: from.mappingFile,
    webhook: publicUrl === null ? null : publicUrl + WEBHOOK_PATH,
    references,
  };
}

async function matchOf(
  { kind, id, name, shape, where }: WorkspaceReference,
  reader: WorkspaceReader,
): Promise<PlannedReference> {
  const found = await reader.byName(kind, name);
  const [match, ...others] = found;
  const base = { kind, name, from: id, where };
  if (match === undefined) return { ...base, state: 'missing', to: null };
  if (others.length > 0) {
    return { ...base, state: 'ambiguous', to: null, problems: found.map((one) => one.id) };
  }
  const problems = shapeDifferences(shape, match.shape);
  return problems.length === 0
    ? { ...base, state: 'matched', to: match.id }
    : { ...base, state: 'different', to: match.id, problems: [...problems] };
}

export function isComplete({ references }: PromotionPlan): boolean {
  return references.every(({ state }) => state === 'matched');
}

const HEAD = `# A plan of \`dealdraft workspace plan\`: what each reference of the files is in the other workspace.
# \`dealdraft workspace apply\` takes it when all are matched; what is wrong is corrected there, and then planned anew.
`;

export function planText(plan: PromotionPlan): string {
  return HEAD + stringify(plan, { lineWidth: 0 });
}

/** @throws InputError for a text that is no plan. */
export function parsePlan(text: string, fileName: string): PromotionPlan {
  let data: unknown;
  try {
    data = parse(text);
  } catch {
    data = null;
  }
  const parsed = promotionPlan.safeParse(data);
  if (parsed.success) return parsed.data;
  throw new InputError(
    `${fileName} is not what \`dealdraft workspace plan\` writes (${z.prettifyError(parsed.error).split('\n')[0] ?? ''}).`,
  );
}
