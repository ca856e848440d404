import { createHash } from 'node:crypto';
import { z } from 'zod';
import { instant } from '../../store/instant.js';
import type { DealPosition } from '../../connectors/crm.js';
import { toOpportunityId } from '../../domain/opportunity-id.js';
import type { OpportunityId } from '../../domain/opportunity-id.js';
import type { Automation } from '../../mapping/index.js';
import type { Store } from '../../store/store.js';

/**
 * What automations remember. Terms: a rule is *seen* once every deal was held against it for the first time; a deal is *done*
 * for a rule when it was right before the rule was seen, or has its contract; a deal is *open* while a contract that it is
 * ready for could not be made.
 */
export interface AutomationLedger {
  progress(): Promise<AutomationProgress>;
  saveProgress(progress: AutomationProgress): Promise<void>;
  /** Of `deals`, those that get no (further) contract of the rule. */
  done(rule: Automation, deals: readonly OpportunityId[]): Promise<ReadonlySet<OpportunityId>>;
  /** For ever: the rule may be taken out and come back. */
  saveMade(templateId: string, deal: OpportunityId, contractId: string | null): Promise<void>;
  /** They were right before anybody asked. */
  saveRightBefore(rule: Automation, deals: readonly OpportunityId[]): Promise<void>;
  /** Of a rule that is in the file no more; the deals that have their contract stay known. */
  forgetRule(key: string): Promise<void>;
  open(deals: readonly OpportunityId[]): Promise<ReadonlyMap<OpportunityId, OpenDeal>>;
  openPage(after: OpportunityId | null): Promise<readonly (readonly [OpportunityId, OpenDeal])[]>;
  openCount(): Promise<number>;
  saveOpen(deal: OpportunityId, open: OpenDeal): Promise<void>;
  close(deal: OpportunityId): Promise<void>;
  /** Somebody says that these deals changed. */
  hint(deals: readonly OpportunityId[]): Promise<void>;
  hinted(): Promise<readonly OpportunityId[]>;
  hintCount(): Promise<number>;
  dropHints(deals: readonly OpportunityId[]): Promise<void>;
}

export const HINTS_AT_ONCE = 200;
const PAGE = 500;
const SETTING = 'automations';
const MADE = 'automation-made';
const OPEN = 'automation-open';
const HINTS = 'automation-hints';
const rightBefore = (key: string) => `automation-before-${key}`;

const dealId = z.string().transform((text, context): OpportunityId => {
  const id = toOpportunityId(text);
  if (id !== null) return id;
  context.addIssue('is no id of a deal');
  return z.NEVER;
});
const position = z.object({ changedAt: instant, id: dealId });

const progressJson = z.object({
  rules: z.record(
    z.string(),
    z.object({
      templateId: z.string(),
      /** By the store's clock. */
      since: instant,
      /** Null once it is seen; where the first walk over all deals stands until then. */
      walk: z.object({ begunAt: instant.nullable(), after: position.nullable() }).nullable(),
    }),
  ),
  /** By the CRM's clock: whatever it dates before this was judged, but for what it commits late. */
  judgedUntil: instant.nullable(),
  /** What the CRM's clock said at a time of the store's. */
  clocks: z.object({ crm: instant, store: instant }).nullable(),
  /** By the store's clock. */
  sweptAt: instant.nullable(),
  lastError: z.string().nullable(),
});

export interface AutomationProgress {
  readonly rules: Readonly<Record<string, RuleProgress>>;
  readonly judgedUntil: Date | null;
  readonly clocks: { readonly crm: Date; readonly store: Date } | null;
  readonly sweptAt: Date | null;
  readonly lastError: string | null;
}

export interface RuleProgress {
  readonly templateId: string;
  readonly since: Date;
  readonly walk: { readonly begunAt: Date | null; readonly after: DealPosition | null } | null;
}

const NOTHING: AutomationProgress = {
  rules: {},
  judgedUntil: null,
  clocks: null,
  sweptAt: null,
  lastError: null,
};

const openJson = z.object({
  changedAt: instant.nullable(),
  rules: z.record(
    z.string(),
    z.object({
      state: z.enum(['failed', 'waits']),
      text: z.string(),
      tries: z.number(),
      nextAt: instant.nullable(),
    }),
  ),
  written: z.string().nullable(),
});

/** What stands between a deal and the contracts that it is ready for. */
export interface OpenDeal {
  /** The change of the deal that was judged last; null when it may have changed since without showing it. */
  readonly changedAt: Date | null;
  /** By template id. */
  readonly rules: Readonly<Record<string, OpenRule>>;
  /** What the deal's record says of it; null for nothing. */
  readonly written: string | null;
}

export interface OpenRule {
  /** `failed` waits for the deal to change; `waits` for its time. */
  readonly state: 'failed' | 'waits';
  /** Why, for people; empty where nothing is wrong with the deal. */
  readonly text: string;
  readonly tries: number;
  /** By the store's clock. */
  readonly nextAt: Date | null;
}

/** A rule with another condition is another rule: it is seen anew. */
export function ruleKey({ templateId, when }: Automation): string {
  return createHash('sha256').update(`${templateId} ${when.text}`).digest('hex').slice(0, 16);
}

export function createAutomationLedger({
  marks,
  settings,
}: Pick<Store, 'marks' | 'settings'>): AutomationLedger {
  const madeKey = (templateId: string, deal: OpportunityId) => `${templateId}/${deal}`;
  const ids = (keys: readonly string[]) => keys.flatMap((key) => toOpportunityId(key) ?? []);

  return {
    async progress() {
      const text = await settings.get(SETTING);
      return text === null ? NOTHING : progressJson.parse(JSON.parse(text));
    },
    saveProgress: (progress) => settings.set(SETTING, JSON.stringify(progress)),

    async done(rule, deals) {
      const [made, before] = await Promise.all([
        marks.get(
          MADE,
          deals.map((deal) => madeKey(rule.templateId, deal)),
        ),
        marks.get(rightBefore(ruleKey(rule)), deals),
      ]);
      return new Set(
        deals.filter((deal) => before.has(deal) || made.has(madeKey(rule.templateId, deal))),
      );
    },
    saveMade: (templateId, deal, contractId) =>
      marks.put(MADE, [{ key: madeKey(templateId, deal), value: JSON.stringify({ contractId }) }]),
    saveRightBefore: (rule, deals) =>
      marks.put(
        rightBefore(ruleKey(rule)),
        deals.map((key) => ({ key, value: 'true' })),
      ),
    async forgetRule(key) {
      for (;;) {
        const page = await marks.page(rightBefore(key), { first: PAGE });
        if (page.length === 0) return;
        await marks.remove(
          rightBefore(key),
          page.map((mark) => mark.key),
        );
      }
    },

    async open(deals) {
      const found = await marks.get(OPEN, deals);
      return new Map(
        ids([...found.keys()]).flatMap((id) => {
          const text = found.get(id);
          return text === undefined ? [] : [[id, openJson.parse(JSON.parse(text))]];
        }),
      );
    },
    async openPage(after) {
      const page = await marks.page(OPEN, {
        first: PAGE,
        ...(after === null ? {} : { after }),
      });
      return page.flatMap(({ key, value }) => {
        const id = toOpportunityId(key);
        return id === null ? [] : [[id, openJson.parse(JSON.parse(value))] as const];
      });
    },
    openCount: () => marks.count(OPEN),
    saveOpen: (deal, open) => marks.put(OPEN, [{ key: deal, value: JSON.stringify(open) }]),
    close: (deal) => marks.remove(OPEN, [deal]),

    hint: (deals) =>
      marks.put(
        HINTS,
        deals.map((key) => ({ key, value: 'true' })),
      ),
    async hinted() {
      const page = await marks.page(HINTS, { first: HINTS_AT_ONCE });
      return ids(page.map(({ key }) => key));
    },
    hintCount: () => marks.count(HINTS),
    dropHints: (deals) => marks.remove(HINTS, deals),
  };
}
