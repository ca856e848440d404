import type { ChangedDeal } from '../../connectors/crm.js';
import { newCause, runBecauseOf } from '../../domain/cause.js';
import type { Clock } from '../../domain/clock.js';
import type { OpportunityId } from '../../domain/opportunity-id.js';
import { dealReader } from '../../mapping/index.js';
import type { Automation, AutomationMapping } from '../../mapping/index.js';
import { pauseCauseOf } from '../../work/pauses.js';
import type { Pauses } from '../../work/pauses.js';
import { ruleKey } from './automation-ledger.js';
import type { AutomationLedger, OpenDeal, OpenRule } from './automation-ledger.js';
import { judgeDeal } from './judge-deal.js';
import { AUTOMATION_ACTOR, failedCreation, makeForDeal, readRuleFacts } from './make-for-deal.js';
import type { MakeForDealParts, RuleFacts } from './make-for-deal.js';
import { writeProblems } from './write-problems.js';
import type { WriteProblemsParts } from './write-problems.js';

/** Rules that a deal is right for and whose contract it lacks, with what is wrong where that can't be told. */
type Due = readonly (readonly [Automation, string | null])[];
type FactsOf = (rule: Automation) => Promise<RuleFacts>;

export interface WorkOnDealsParts extends MakeForDealParts, WriteProblemsParts {
  readonly crm: MakeForDealParts['crm'];
  readonly automations: Pick<AutomationMapping, 'paths'>;
  readonly ledger: AutomationLedger;
  readonly pauses: Pick<Pauses, 'note'>;
  readonly storeNow: () => Promise<Date>;
  readonly clock: Clock;
  readonly onOutcome: (outcome: 'created' | 'existing' | 'failed' | 'waits') => void;
}

/** Deals worked on at once: each waits for one call to SpotDraft most of the time. */
const AT_ONCE = 4;
/** Read together when one of them is to get a contract: by the last of them, what was read is half a minute old at most. */
const READ_AT_ONCE = 100;
/** One deal that a system never answers for is no outage; after two no third is tried in this run. */
const FAILURES_OF_OUTAGE = 2;
const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 10 * 60_000;

/** Holds deals against rules and makes what is due, in one run. What an outage keeps from being made is tried later. */
export class DealWork {
  readonly #parts: WorkOnDealsParts;
  readonly #rules: readonly Automation[];
  readonly #signal: AbortSignal;
  #outages = 0;

  constructor(parts: WorkOnDealsParts, rules: readonly Automation[], signal: AbortSignal) {
    this.#parts = parts;
    this.#rules = rules;
    this.#signal = signal;
  }

  /**
   * @param answeredAt the CRM's time when it told of these deals: what changed within that second may have changed again
   *   without showing it.
   */
  async run(deals: readonly ChangedDeal[], answeredAt: Date | null): Promise<void> {
    const { ledger } = this.#parts;
    const ids = deals.map(({ id }) => id);
    const rights = await this.#judge(deals);
    const done = new Map<string, ReadonlySet<OpportunityId>>();
    for (const rule of this.#rules) {
      const asked = ids.filter((id) => rights.get(id)?.has(rule) === true);
      done.set(ruleKey(rule), asked.length === 0 ? new Set() : await ledger.done(rule, asked));
    }
    const open = await ledger.open(ids);
    const behind: (readonly [OpportunityId, OpenDeal])[] = [];
    const dueOf = (id: OpportunityId) =>
      [...(rights.get(id) ?? [])].filter(([rule]) => done.get(ruleKey(rule))?.has(id) !== true);
    const concerned = deals.filter(({ id }) => dueOf(id).length > 0 || open.has(id));
    for (let at = 0; at < concerned.length; at += READ_AT_ONCE) {
      const together = concerned.slice(at, at + READ_AT_ONCE);
      const facts = this.#factsOf(together.map(({ id }) => [id, dueOf(id)]));
      await inTurns(together, AT_ONCE, async (deal) => {
        const known = open.get(deal.id) ?? null;
        const next = await this.#workOn(deal, { due: dueOf(deal.id), known, facts }, answeredAt);
        if (next !== null) behind.push([deal.id, next]);
      });
    }
    this.#signal.throwIfAborted();
    await writeProblems(this.#parts, behind, this.#signal);
  }

  /** What a rule's contracts are made of, read for all its deals once the first of them asks. */
  #factsOf(deals: readonly (readonly [OpportunityId, Due])[]): FactsOf {
    const asked = new Map<Automation, Promise<RuleFacts>>();
    return (rule) => {
      let facts = asked.get(rule);
      if (facts === undefined) {
        const ids = deals.filter(([, due]) => due.some(([one]) => one === rule)).map(([id]) => id);
        facts = readRuleFacts(this.#parts, rule.templateId, ids);
        asked.set(rule, facts);
      }
      return facts;
    };
  }

  /** The rules that each deal is right for, with what is wrong where that can't be told. */
  async #judge(
    deals: readonly ChangedDeal[],
  ): Promise<ReadonlyMap<OpportunityId, ReadonlyMap<Automation, string | null>>> {
    if (deals.length === 0) return new Map();
    const now = this.#parts.clock.now();
    const readable = await dealReader(this.#parts.crm, this.#parts.automations.paths);
    const rights = new Map<OpportunityId, Map<Automation, string | null>>();
    for (const { id, record } of deals) {
      const right = new Map<Automation, string | null>();
      const deal = readable(record);
      for (const rule of this.#rules) {
        const judgement = await judgeDeal(rule, deal, now);
        if (judgement.kind === 'right') right.set(rule, null);
        else if (judgement.kind === 'failed') right.set(rule, judgement.text);
      }
      if (right.size > 0) rights.set(id, right);
    }
    return rights;
  }

  /** @returns what is open at the deal now, null when nothing is and its record says so. */
  async #workOn(
    { id, changedAt }: ChangedDeal,
    {
      due,
      known,
      facts,
    }: { readonly due: Due; readonly known: OpenDeal | null; readonly facts: FactsOf },
    answeredAt: Date | null,
  ): Promise<OpenDeal | null> {
    this.#signal.throwIfAborted();
    const { ledger } = this.#parts;
    const isJudged = known?.changedAt?.getTime() === changedAt.getTime();
    const rules: Record<string, OpenRule> = {};
    for (const [rule, problem] of due) {
      const prior = known?.rules[rule.templateId] ?? null;
      const next = await this.#workOnRule(id, rule, { problem, prior, isJudged, facts });
      if (next === 'gone') {
        await ledger.close(id);
        return null;
      }
      if (next !== null) rules[rule.templateId] = next;
    }
    // A change within the second in which it was read may be one that we did not see.
    const isOver = answeredAt !== null && changedAt.getTime() < wholeSecond(answeredAt);
    const open: OpenDeal = {
      changedAt: isOver ? changedAt : null,
      rules,
      written: known?.written ?? null,
    };
    if (Object.keys(rules).length === 0 && open.written === null) {
      if (known !== null) await ledger.close(id);
      return null;
    }
    await ledger.saveOpen(id, open);
    return open;
  }

  async #workOnRule(
    id: OpportunityId,
    rule: Automation,
    {
      problem,
      prior,
      isJudged,
      facts,
    }: {
      readonly problem: string | null;
      readonly prior: OpenRule | null;
      readonly isJudged: boolean;
      readonly facts: FactsOf;
    },
  ): Promise<OpenRule | 'gone' | null> {
    if (isJudged && prior?.state === 'failed') return prior;
    if (problem !== null) return this.#failed(id, prior, problem);
    const now = await this.#parts.storeNow();
    const isTooEarly = isJudged && prior?.nextAt != null && now < prior.nextAt;
    if (isTooEarly) return prior;
    if (this.#outages >= FAILURES_OF_OUTAGE) {
      // Not tried, so nothing is counted.
      return { state: 'waits', text: prior?.text ?? '', tries: prior?.tries ?? 0, nextAt: null };
    }
    const making = await makeForDeal(this.#parts, rule, id, () => facts(rule));
    switch (making.kind) {
      case 'made':
        await this.#parts.ledger.saveMade(rule.templateId, id, making.contractId);
        this.#parts.onOutcome(making.created ? 'created' : 'existing');
        return null;
      case 'failed':
        return this.#failed(id, prior, making.text);
      case 'gone':
        return 'gone';
      case 'waits':
        return this.#waiting(prior, making.error, now);
    }
  }

  #failed(id: OpportunityId, prior: OpenRule | null, text: string): OpenRule {
    // The same once more, as after our own write to the deal, is no news.
    if (prior?.state !== 'failed' || prior.text !== text) {
      runBecauseOf({ ...newCause(), actor: AUTOMATION_ACTOR, opportunityId: id }, () => {
        this.#parts.record(failedCreation(text));
      });
      this.#parts.onOutcome('failed');
    }
    return { state: 'failed', text, tries: 0, nextAt: null };
  }

  async #waiting(prior: OpenRule | null, error: unknown, now: Date): Promise<OpenRule> {
    if (pauseCauseOf(error) !== null) {
      this.#outages += 1;
      await this.#parts.pauses.note(error);
    }
    const tries = (prior?.tries ?? 0) + 1;
    const waitMs = Math.min(FIRST_WAIT_MS * 2 ** (tries - 1), LONGEST_WAIT_MS);
    this.#parts.onOutcome('waits');
    this.#parts.log.info({ err: error, tries }, 'a contract of an automation waits');
    return {
      state: 'waits',
      text: prior?.text ?? '',
      tries,
      // The first outcome that is not known yet is known within seconds.
      nextAt: error === null ? null : new Date(now.getTime() + waitMs),
    };
  }
}

const wholeSecond = (at: Date) => Math.floor(at.getTime() / 1_000) * 1_000;

/** Runs `work` for each item, no more than `atOnce` at a time; the first failure ends it once the others have ended. */
async function inTurns<Item>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const left = items[Symbol.iterator]();
  const failures: unknown[] = [];
  async function take(): Promise<void> {
    for (const item of left) {
      if (failures.length > 0) return;
      try {
        await work(item);
      } catch (error) {
        failures.push(error);
      }
    }
  }
  await Promise.all(Array.from({ length: atOnce }, take));
  if (failures.length > 0) throw failures[0];
}
