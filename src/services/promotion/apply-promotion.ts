import { z } from 'zod';
import type { Crm } from '../../connectors/crm.js';
import type { SpotDraft } from '../../connectors/spotdraft/types.js';
import type { Clock } from '../../domain/clock.js';
import { ConfigError, ConflictError } from '../../domain/errors.js';
import { WEBHOOK_PATH } from '../../domain/own-paths.js';
import { parseMappingFile, REWRITTEN_KINDS, rewriteReferences } from '../../mapping/index.js';
import type { NewId } from '../../mapping/index.js';
import type { Settings } from '../../store/settings.js';
import { createWebhookSubscription } from '../inbox/webhook-subscription.js';
import type { KnownSubscription } from '../inbox/webhook-subscription.js';
import { isComplete } from './plan-promotion.js';
import type { PromotionPlan } from './plan-promotion.js';
import { sha256Of, workspaceOf } from './workspace-export.js';
import { createWorkspaceReader } from './workspace-reader.js';

/** The mapping file and what stands beside it; each write is whole or not at all. */
export interface PromotedFile {
  readonly path: string;
  read(): Promise<string>;
  replace(text: string): Promise<void>;
  /** Where the text from before stands while it can be had back. */
  readonly backupPath: string;
  readBackup(): Promise<string | null>;
  writeBackup(text: string): Promise<void>;
  removeBackup(): Promise<void>;
}

export interface ApplyParts {
  readonly spotdraft: SpotDraft;
  readonly crm: Crm;
  readonly settings: Settings;
  readonly spotdraftUrl: string;
  readonly publicUrl: string | null;
  readonly file: PromotedFile;
  readonly clock: Clock;
}

const SETTING = 'workspace-apply';
/** What was done last, or begun, and can be undone. */
const applied = z.object({
  path: z.string(),
  sha256: z.string(),
  /** Null until SpotDraft's answer is known: whoever is interrupted before leaves it so. */
  webhookId: z.string().nullable(),
  /** Where the subscription sent to that it took the place of. */
  earlierUrl: z.string().nullable(),
});
type Applied = z.infer<typeof applied>;

/**
 * Writes the mapping file with the ids of the workspace that we are signed in to, and registers the webhook there.
 * @throws ConflictError, before anything is changed, when the plan does not match what is there.
 */
export async function applyPromotion(
  parts: ApplyParts,
  plan: PromotionPlan,
): Promise<{
  readonly changed: readonly NewId[];
  readonly webhook: string;
  /** SpotDraft may have a subscription of an apply that was interrupted; it lists none, so a person looks. */
  readonly mayHaveLeft: boolean;
}> {
  const { spotdraft, settings, file, publicUrl, clock } = parts;
  if (publicUrl === null) {
    throw new ConfigError([
      'PUBLIC_URL: is missing (the https address at which SpotDraft reaches this server; the webhook is registered there).',
    ]);
  }
  const before = await file.read();
  const problems = await mismatches(parts, plan, before);
  if (problems.length > 0) {
    throw new ConflictError(
      `The plan is not applied, and nothing was changed: ${problems.join(' ')}`,
    );
  }
  const changed = plan.references.flatMap(({ kind: named, from, to }): NewId[] => {
    const kind = REWRITTEN_KINDS.find((one) => one === named);
    return kind === undefined || to === null ? [] : [{ kind, from, to }];
  });
  const text = rewriteReferences(before, changed);
  parseMappingFile(text, file.path);
  const subscription = createWebhookSubscription({ spotdraft, settings, clock });
  const present = await subscription.current();
  const last = await lastApply(settings);
  // One that was interrupted is gone on with: what it registered is not the earlier subscription.
  const begun = last?.sha256 === sha256Of(text) ? last : null;
  const intent = {
    path: file.path,
    sha256: sha256Of(text),
    webhookId: null,
    earlierUrl: begun === null ? (present?.url ?? null) : begun.earlierUrl,
  };
  await keep(settings, intent);
  await file.writeBackup(before);
  // The one that can fail at SpotDraft goes first: a file with new ids and no webhook would look done.
  const webhook = await subscription.register(publicUrl);
  await keep(settings, { ...intent, webhookId: webhook.id });
  await file.replace(text);
  return {
    changed: changed.filter(({ from, to }) => from !== to),
    webhook: webhook.url,
    mayHaveLeft: begun !== null && mayHaveLeftOne(begun, present),
  };
}

async function lastApply(settings: Settings): Promise<Applied | null> {
  const kept = await settings.get(SETTING);
  return kept === null ? null : applied.parse(JSON.parse(kept));
}

async function keep(settings: Settings, done: Applied): Promise<void> {
  await settings.set(SETTING, JSON.stringify(done));
}

/** SpotDraft may have made a subscription whose answer nobody took, and it can't list them. */
function mayHaveLeftOne(begun: Applied, present: KnownSubscription | null): boolean {
  return begun.webhookId === null && (present?.url ?? null) === begun.earlierUrl;
}

/** Why the plan does not fit: what it says itself, the file, the workspace, and ids that have changed since. */
async function mismatches(
  { spotdraft, crm, spotdraftUrl, publicUrl }: ApplyParts,
  plan: PromotionPlan,
  text: string,
): Promise<readonly string[]> {
  const problems: string[] = [];
  const open = plan.references.filter(({ state }) => state !== 'matched');
  if (!isComplete(plan)) {
    problems.push(
      `${open.map(({ kind, name, state }) => `${kind} "${name}" is ${state}`).join(', ')}; correct that, then plan anew.`,
    );
  }
  if (sha256Of(text) !== plan.mappingFile.sha256) {
    problems.push('The mapping file is not the one that was exported; export and plan anew.');
  }
  const here = await workspaceOf(spotdraft, spotdraftUrl);
  const isSame =
    here.spotdraft === plan.to.spotdraft &&
    here.entities.some((id) => plan.to.entities.includes(id));
  if (!isSame) {
    problems.push(
      `The plan is for the workspace at ${plan.to.spotdraft} with entities ${plan.to.entities.join(', ')}, and the credentials are of the one at ${here.spotdraft} with ${here.entities.join(', ')}.`,
    );
  }
  const organization = await crm.organizationId();
  if (organization !== plan.to.organization) {
    problems.push(
      `The plan is for organization ${plan.to.organization}, and Salesforce signs us in to ${organization}.`,
    );
  }
  if (plan.webhook !== null && publicUrl !== null && plan.webhook !== publicUrl + WEBHOOK_PATH) {
    problems.push(`The plan is for a webhook at ${plan.webhook}, which is not below PUBLIC_URL.`);
  }
  if (problems.length > 0) return problems;
  const reader = createWorkspaceReader(spotdraft, crm);
  for (const { kind, name, to } of plan.references) {
    const found = await reader.byName(kind, name);
    if (found.length === 1 && found[0]?.id === to) continue;
    problems.push(`${kind} "${name}" is not ${to ?? ''} any more; plan anew.`);
  }
  return problems;
}

/**
 * Puts the mapping file back as it was before the last `apply`, and the webhook subscription, too.
 * @throws ConflictError when there is nothing to undo, or the file was changed since.
 */
export async function rollBackPromotion(
  parts: Pick<ApplyParts, 'spotdraft' | 'settings' | 'file' | 'clock'>,
): Promise<{ readonly webhook: string | null; readonly mayHaveLeft: boolean }> {
  const { spotdraft, settings, file, clock } = parts;
  const done = await lastApply(settings);
  const backup = await file.readBackup();
  if (done === null || backup === null) {
    throw new ConflictError(
      `There is nothing to roll back: no \`workspace apply\` was done with this store, or ${file.backupPath} is gone.`,
    );
  }
  const text = await file.read();
  if (text !== backup && sha256Of(text) !== done.sha256) {
    throw new ConflictError(
      `${file.path} was changed since it was applied, and is left as it is. The text from before is ${file.backupPath}.`,
    );
  }
  await file.replace(backup);
  const subscription = createWebhookSubscription({ spotdraft, settings, clock });
  const present = await subscription.current();
  if (present !== null && isOf(done, present)) {
    if (done.earlierUrl === null) await subscription.remove();
    else await subscription.register(done.earlierUrl.replace(WEBHOOK_PATH, ''));
  }
  await settings.delete(SETTING);
  await file.removeBackup();
  return {
    webhook: (await subscription.current())?.url ?? null,
    mayHaveLeft: mayHaveLeftOne(done, present),
  };
}

/** Whether the subscription is what that apply registered; one that somebody registered since stays. */
function isOf({ webhookId, earlierUrl }: Applied, present: KnownSubscription): boolean {
  return webhookId === null ? present.url !== earlierUrl : present.id === webhookId;
}
