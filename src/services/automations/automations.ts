import type { Operator, Reader } from '../../auth/caller.js';
import { parseOpportunityId } from '../../domain/opportunity-id.js';
import type { OpportunityId } from '../../domain/opportunity-id.js';
import type { UserError } from '../../domain/user-error.js';
import { locationText } from '../../mapping/file/source-location.js';
import { dealNotFound } from '../contracts/prepare-contract.js';
import { principalOf } from '../people/principal.js';
import type { SharedParts } from '../create-services.js';
import { createAutomationLedger, HINTS_AT_ONCE, ruleKey } from './automation-ledger.js';
import type { OpenDeal, OpenRule } from './automation-ledger.js';
import { problemText } from './problem-text.js';
import { said } from '../../domain/said.js';

export interface AutomationRuleView {
  readonly templateId: string;
  readonly when: string;
  readonly send: boolean;
  /** `file:line:column`. */
  readonly where: string;
  /** When the rule was first held against the deals; null before. */
  readonly since: Date | null;
  /** Whether it makes contracts; until then it finds out which deals were right before it came. */
  readonly isActive: boolean;
}

export interface AutomationStatus {
  readonly rules: readonly AutomationRuleView[];
  /** By the store's clock; null before the first. */
  readonly sweptAt: Date | null;
  readonly lastError: string | null;
  /** Deals whose contract could not be made yet. */
  readonly openCount: number;
}

export interface ContractProblem {
  readonly opportunityId: OpportunityId;
  readonly templateId: string;
  /** For a system, and tried again by itself; else for the deal to change. */
  readonly isWaiting: boolean;
  readonly text: string;
}

export interface AutomationService {
  /** Of `status`, what is counted. */
  summary(): Promise<{ readonly openDeals: number; readonly sweptAt: Date | null }>;
  status(): Promise<AutomationStatus>;
  /** With the first problems. */
  overview(): Promise<AutomationStatus & { readonly problems: readonly ContractProblem[] }>;
  /** Deals whose contract could not be made, by their ids. */
  problems(first: number): Promise<readonly ContractProblem[]>;
  /** What stands in the way of each deal's contracts; deals without anything are not in it. */
  problemsOf(ids: readonly OpportunityId[]): Promise<ReadonlyMap<OpportunityId, string>>;
  /**
   * Has deals judged at once, though the next sweep is not due. Those that the reader does not see are left out.
   * @throws NotFoundError when the reader sees none of them.
   */
  dealsChanged(
    reader: Reader,
    ids: readonly string[],
  ): Promise<{ readonly accepted: number; readonly userErrors: readonly UserError[] }>;
  /** Tries all open deals again at the next sweep, as after a correction of the mapping. Says how many. */
  retryAll(operator: Operator): Promise<number>;
}

/** On one screen. */
const SHOWN = 50;

/** Contracts that are made by themselves, as people see them. */
export function createAutomationService({
  store,
  mapping,
  crm,
  log,
}: SharedParts): AutomationService {
  const ledger = createAutomationLedger(store);
  const { rules } = mapping.automations;

  async function* openDeals(): AsyncGenerator<readonly [OpportunityId, OpenDeal]> {
    for (let after: OpportunityId | null = null; ;) {
      const page = await ledger.openPage(after);
      yield* page;
      const last = page.at(-1);
      if (last === undefined) return;
      after = last[0];
    }
  }

  const service: AutomationService = {
    overview: async () => ({
      ...(await service.status()),
      problems: await service.problems(SHOWN),
    }),

    summary: async () => ({
      openDeals: await ledger.openCount(),
      sweptAt: (await ledger.progress()).sweptAt,
    }),

    async status() {
      const progress = await ledger.progress();
      return {
        rules: rules.map((rule) => {
          const known = progress.rules[ruleKey(rule)];
          return {
            templateId: rule.templateId,
            when: rule.when.text,
            send: rule.send,
            where: locationText(rule.location),
            since: known?.since ?? null,
            isActive: known?.walk === null,
          };
        }),
        sweptAt: progress.sweptAt,
        lastError: progress.lastError,
        openCount: await ledger.openCount(),
      };
    },

    async problems(first) {
      const found: ContractProblem[] = [];
      for await (const [opportunityId, open] of openDeals()) {
        for (const [templateId, { state, text }] of Object.entries(open.rules))
          found.push({ opportunityId, templateId, isWaiting: state === 'waits', text });
        if (found.length >= first) break;
      }
      return found.slice(0, first);
    },

    async problemsOf(ids) {
      if (rules.length === 0) return new Map();
      const open = await ledger.open(ids);
      return new Map(
        [...open].flatMap(([id, deal]) => {
          const text = problemText(deal.rules);
          return text === null ? [] : [[id, text] as const];
        }),
      );
    },

    async dealsChanged(reader, given) {
      if (given.length > HINTS_AT_ONCE) {
        const message = said`${given.length} deals are more than the ${HINTS_AT_ONCE} that are taken at once. Send them in several requests.`;
        return {
          accepted: 0,
          userErrors: [{ field: ['opportunityIds'], code: 'INVALID_VALUE', message }],
        };
      }
      const ids = given.map(parseOpportunityId);
      const readable = await crm.readableOpportunities(principalOf(reader), ids);
      const seen = ids.filter((id) => readable.has(id));
      if (seen.length === 0 && ids.length > 0) throw dealNotFound();
      if (seen.length > 0 && rules.length > 0) await ledger.hint(seen);
      return { accepted: seen.length, userErrors: [] };
    },

    async retryAll(operator) {
      let count = 0;
      for await (const [id, open] of openDeals()) {
        const rules: Record<string, OpenRule> = {};
        for (const [templateId, rule] of Object.entries(open.rules))
          rules[templateId] = { ...rule, state: 'waits', tries: 0, nextAt: null };
        if (Object.keys(rules).length === 0) continue;
        await ledger.saveOpen(id, { ...open, changedAt: null, rules });
        count += 1;
      }
      log.info({ operator: operator.name, deals: count }, 'open automations are tried again');
      return count;
    },
  };
  return service;
}
