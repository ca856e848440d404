import type {
  ChangedDeal,
  ChangedDealsQuery,
  DealPosition,
  RecordPath,
} from '../../connectors/crm.js';
import type { Clock } from '../../domain/clock.js';
import type { OpportunityId } from '../../domain/opportunity-id.js';
import { dealReader } from '../../mapping/index.js';
import type { Automation, AutomationMapping } from '../../mapping/index.js';
import type { AllowanceGate } from '../../work/allowance.js';
import { HINTS_AT_ONCE, ruleKey } from './automation-ledger.js';
import type {
  AutomationLedger,
  AutomationProgress,
  OpenRule,
  RuleProgress,
} from './automation-ledger.js';
import { judgeDeal } from './judge-deal.js';
import { DealWork } from './work-on-deals.js';
import { PROBLEM_FIELD } from './write-problems.js';
import type { WorkOnDealsParts } from './work-on-deals.js';

export interface SweepParts extends WorkOnDealsParts {
  readonly automations: AutomationMapping;
  readonly ledger: AutomationLedger;
  readonly allowance: Pick<AllowanceGate, 'admit'>;
  readonly clock: Clock;
}

const PAGE = 2_000;
const IDS_PER_QUERY = 200;
/** The CRM dates a change when it is made and shows it once it is committed, which may take minutes. */
const LATE_COMMITS_MS = 5 * 60_000;
/** By so much its clock may run ahead of ours between two sweeps before it is not believed. */
const CLOCKS_APART_MS = 60_000;
const A_DAY_MS = 24 * 60 * 60_000;

/**
 * One sweep: the deals that changed since the last one are held against the rules that were seen, and a new rule is held against
 * all deals to see which were right before it. One call where nothing changed.
 *
 * Everything is told by the CRM's clock, and each step may be cut off: a change is left behind only once what it led to is kept.
 */
export async function sweep(parts: SweepParts, signal: AbortSignal): Promise<void> {
  const { ledger, automations } = parts;
  let progress = await withRulesOfFile(parts, await ledger.progress());
  await ledger.saveProgress(progress);
  const known = automations.rules.filter((rule) => walkOf(progress, rule) === null);
  if (known.length > 0) {
    const work = new DealWork(parts, known, signal);
    await workOnOpen(parts, work, signal);
    progress = await sweepChanges(parts, progress, work, signal);
  }
  for (const rule of automations.rules) {
    if (walkOf(progress, rule) !== null) progress = await seeRule(parts, progress, rule, signal);
  }
  const sweptAt = await parts.storeNow();
  await ledger.saveProgress({ ...progress, sweptAt, lastError: null });
}

/** Holds deals that somebody says have changed against the rules that were seen. One call per 200. */
export async function workOnHints(parts: SweepParts, signal: AbortSignal): Promise<void> {
  const { ledger, automations } = parts;
  const progress = await ledger.progress();
  const known = automations.rules.filter(
    (rule) => Object.hasOwn(progress.rules, ruleKey(rule)) && walkOf(progress, rule) === null,
  );
  // Until then nothing tells whether a deal was right before.
  if (known.length < automations.rules.length) return;
  const work = new DealWork(parts, known, signal);
  for (;;) {
    const ids = await ledger.hinted();
    if (ids.length === 0) return;
    const deals = await read(parts, { ids, limit: ids.length }, signal);
    await work.run(deals, parts.crm.lastAnswerDate());
    await ledger.dropHints(ids);
    if (ids.length < HINTS_AT_ONCE) return;
  }
}

/** Rules that are new, and without those that are gone: should one come back, it is new. */
async function withRulesOfFile(
  { automations, ledger, storeNow }: SweepParts,
  progress: AutomationProgress,
): Promise<AutomationProgress> {
  const now = await storeNow();
  const rules: Record<string, RuleProgress> = {};
  for (const rule of automations.rules) {
    const key = ruleKey(rule);
    rules[key] = progress.rules[key] ?? {
      templateId: rule.templateId,
      since: now,
      walk: { begunAt: null, after: null },
    };
  }
  for (const key of Object.keys(progress.rules)) {
    if (!Object.hasOwn(rules, key)) await ledger.forgetRule(key);
  }
  return { ...progress, rules };
}

function walkOf({ rules }: AutomationProgress, rule: Automation): RuleProgress['walk'] {
  return rules[ruleKey(rule)]?.walk ?? null;
}

async function sweepChanges(
  parts: SweepParts,
  begun: AutomationProgress,
  work: DealWork,
  signal: AbortSignal,
): Promise<AutomationProgress> {
  const { ledger, crm } = parts;
  const since = begun.judgedUntil;
  let progress = begun;
  let after: DealPosition | null = null;
  for (;;) {
    const deals: readonly ChangedDeal[] = await read(
      parts,
      {
        ...(since === null ? {} : { since: before(since, LATE_COMMITS_MS) }),
        ...(after === null ? {} : { after }),
        limit: PAGE,
      },
      signal,
    );
    const date = crm.lastAnswerDate();
    if (after === null) progress = withClocks(progress, date, await parts.storeNow());
    await work.run(deals, date);
    const last = deals.at(-1) ?? null;
    const isEnd = last === null || deals.length < PAGE;
    // A sweep that is cut off goes on from here; the end stands for the time of its first answer, which leaves many changes of
    // one time behind, too, once that time has passed.
    const until = isEnd ? (progress.clocks?.crm ?? last?.changedAt ?? null) : last.changedAt;
    progress = { ...progress, judgedUntil: later(progress.judgedUntil, until) };
    await ledger.saveProgress(progress);
    if (isEnd) return progress;
    after = { changedAt: last.changedAt, id: last.id };
  }
}

/**
 * The CRM's time of an answer, unless it is further on than the time that went by since the last one: then it is not the CRM's,
 * and what was judged must not be counted by it.
 */
function withClocks(
  progress: AutomationProgress,
  crm: Date | null,
  store: Date,
): AutomationProgress {
  const known = progress.clocks;
  const isBelieved =
    crm !== null &&
    (known === null
      ? Math.abs(crm.getTime() - store.getTime()) <= A_DAY_MS
      : crm.getTime() - known.crm.getTime() <=
        store.getTime() - known.store.getTime() + CLOCKS_APART_MS);
  return { ...progress, clocks: isBelieved ? { crm, store } : null };
}

const later = (a: Date | null, b: Date | null) => (a === null || (b !== null && b > a) ? b : a);

/** Finds the deals that are right already when a rule is first seen: they count as done. */
async function seeRule(
  parts: SweepParts,
  begun: AutomationProgress,
  rule: Automation,
  signal: AbortSignal,
): Promise<AutomationProgress> {
  const { ledger, crm } = parts;
  const key = ruleKey(rule);
  const entry = begun.rules[key];
  if (entry === undefined) return begun;
  let progress = begun;
  let walk = entry.walk ?? { begunAt: null, after: null };
  const save = async (next: RuleProgress['walk']) => {
    progress = { ...progress, rules: { ...progress.rules, [key]: { ...entry, walk: next } } };
    await ledger.saveProgress(progress);
  };
  const hasProblems = (await crm.describe(crm.dealObject))?.fields.has(PROBLEM_FIELD) === true;
  const walked = hasProblems ? [...parts.automations.paths, [PROBLEM_FIELD]] : undefined;
  for (;;) {
    const deals = await read(
      parts,
      { ...(walk.after === null ? {} : { after: walk.after }), limit: PAGE },
      signal,
      walked,
    );
    const begunAt = walk.begunAt ?? crm.lastAnswerDate() ?? deals.at(-1)?.changedAt ?? null;
    const right = await rightAmong(parts, rule, deals);
    if (right.length > 0) await ledger.saveRightBefore(rule, right);
    const last = deals.at(-1);
    if (last === undefined || deals.length < PAGE) {
      // What changed during the walk is judged by the next sweep; a rule that joins others goes on from where they are.
      progress = { ...progress, judgedUntil: progress.judgedUntil ?? begunAt };
      await save(null);
      return progress;
    }
    walk = { begunAt, after: { changedAt: last.changedAt, id: last.id } };
    await save(walk);
  }
}

/**
 * A deal whose record says that its contract could not be made, while the store knows nothing of it, is still to get it: the store
 * was lost.
 */
async function rightAmong(
  { clock, ledger, crm, automations }: SweepParts,
  rule: Automation,
  deals: readonly ChangedDeal[],
): Promise<readonly OpportunityId[]> {
  if (deals.length === 0) return [];
  const now = clock.now();
  const readable = await dealReader(crm, automations.paths);
  const right: ChangedDeal[] = [];
  for (const deal of deals) {
    if ((await judgeDeal(rule, readable(deal.record), now)).kind === 'right') right.push(deal);
  }
  const withProblem = right.filter(({ record }) => typeof record[PROBLEM_FIELD] === 'string');
  const open = await ledger.open(withProblem.map(({ id }) => id));
  const lost = withProblem.filter(({ id }) => !open.has(id));
  for (const { id, record } of lost) {
    const waits: OpenRule = { state: 'waits', text: '', tries: 0, nextAt: null };
    await ledger.saveOpen(id, {
      changedAt: null,
      rules: { [rule.templateId]: waits },
      written: String(record[PROBLEM_FIELD]),
    });
  }
  const lostIds = new Set(lost.map(({ id }) => id));
  return right.flatMap(({ id }) => (lostIds.has(id) ? [] : [id]));
}

/** What waits for its time, what is still to be written to the CRM, and what no rule asks for any more. */
async function workOnOpen(parts: SweepParts, work: DealWork, signal: AbortSignal): Promise<void> {
  const { ledger, automations, storeNow } = parts;
  const now = await storeNow();
  const templates = new Set(automations.rules.map(({ templateId }) => templateId));
  const due: { readonly id: OpportunityId; readonly tries: number }[] = [];
  for (let after: OpportunityId | null = null; ;) {
    const page = await ledger.openPage(after);
    for (const [id, { rules, written }] of page) {
      const waiting = Object.values(rules).filter(
        ({ state, nextAt }) => state === 'waits' && (nextAt === null || nextAt <= now),
      );
      const isLeft = Object.keys(rules).some((templateId) => !templates.has(templateId));
      const isToClear = Object.keys(rules).length === 0 && written !== null;
      if (waiting.length === 0 && !isLeft && !isToClear) continue;
      due.push({ id, tries: Math.max(0, ...waiting.map(({ tries }) => tries)) });
    }
    const last = page.at(-1);
    if (last === undefined) break;
    after = last[0];
  }
  // Those that were tried most often last: nobody waits for a deal that SpotDraft never answers for.
  due.sort((a, b) => a.tries - b.tries);
  for (let at = 0; at < due.length; at += IDS_PER_QUERY) {
    const ids = due.slice(at, at + IDS_PER_QUERY).map(({ id }) => id);
    const deals = await read(parts, { ids, limit: IDS_PER_QUERY }, signal);
    await work.run(deals, parts.crm.lastAnswerDate());
    const found = new Set(deals.map(({ id }) => id));
    for (const id of ids) if (!found.has(id)) await ledger.close(id);
  }
}

async function read(
  { crm, automations, allowance }: SweepParts,
  query: Omit<ChangedDealsQuery, 'paths'>,
  signal: AbortSignal,
  paths: readonly RecordPath[] = automations.paths,
): Promise<readonly ChangedDeal[]> {
  signal.throwIfAborted();
  await allowance.admit('background', signal);
  return crm.changedDeals({ ...query, paths });
}

const before = (at: Date, ms: number) => new Date(at.getTime() - ms);
