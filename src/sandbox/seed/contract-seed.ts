import { createRandom } from './contract-random.js';

/** A deal of the CRM as far as sample contracts need it. */
export interface SeedDeal {
  /** The 18-character id. */
  readonly id: string;
  readonly name: string;
  readonly stageName: string;
  readonly amount: number | null;
  /** ISO currency code. */
  readonly currency: string;
  /** ISO 8601. */
  readonly createdDate: string;
  readonly account: {
    readonly name: string;
    readonly billingCity?: string | null;
    readonly billingCountry?: string | null;
  };
  readonly contact: {
    readonly firstName: string;
    readonly lastName: string;
    readonly email: string;
  } | null;
  readonly owner: { readonly name: string; readonly email: string };
}

export type SeedStatus = 'DRAFT' | 'REDLINING' | 'SIGN' | 'EXECUTED' | 'ON_HOLD' | 'VOIDED';
export type SeedTemplate = 1201 | 1202 | 1204 | 1207;

/** A contract as it is to stand in the workspace from the start. */
export interface SeedContract {
  /** `H` is a historical import, without a template. */
  readonly table: 'T' | 'H';
  readonly templateId: SeedTemplate | null;
  readonly status: SeedStatus;
  readonly deal: SeedDeal;
  /** `null` for a contract nobody linked to a deal. */
  readonly externalMetadata: Record<string, unknown> | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface SeedPlan {
  readonly deals: readonly SeedDeal[];
  readonly count: number;
  readonly now: Date;
  readonly seed?: number;
}

const DAY_MS = 86_400_000;
const ALL_STATUSES: readonly SeedStatus[] = [
  'DRAFT',
  'REDLINING',
  'SIGN',
  'EXECUTED',
  'ON_HOLD',
  'VOIDED',
];

type Phase = 'early' | 'late' | 'won' | 'lost';

/** What contracts look like in each phase of a deal; repeated entries are likelier. */
const STATUSES_BY_PHASE: Readonly<Record<Phase, readonly SeedStatus[]>> = {
  early: ['DRAFT', 'DRAFT', 'REDLINING', 'SIGN', 'EXECUTED'],
  late: ['DRAFT', 'REDLINING', 'REDLINING', 'REDLINING', 'SIGN', 'SIGN', 'ON_HOLD'],
  won: ['EXECUTED', 'EXECUTED', 'EXECUTED', 'EXECUTED', 'EXECUTED', 'SIGN'],
  lost: ['VOIDED', 'VOIDED', 'VOIDED', 'REDLINING', 'ON_HOLD'],
};

const TEMPLATES_BY_PHASE: Readonly<Record<Phase, readonly SeedTemplate[]>> = {
  early: [1201],
  late: [1204, 1204, 1202],
  won: [1204, 1204, 1204, 1202],
  lost: [1204, 1202],
};

/** Second and further contracts of a deal: the papers around the order form. */
const FURTHER_TEMPLATES: readonly SeedTemplate[] = [1201, 1202, 1207, 1201];
const FURTHER_STATUSES: readonly SeedStatus[] = ['EXECUTED', 'EXECUTED', 'SIGN', 'DRAFT', 'VOIDED'];

/** Companies the workspace signed with before there was a CRM. */
const COMPANIES = [
  ['Larkfield Logistics', 'Rotterdam', 'Netherlands', 'Anneke', 'de Wit'],
  ['Brightwater Clinics', 'Leeds', 'United Kingdom', 'Owen', 'Marsh'],
  ['Tamarind Foods', 'Chennai', 'India', 'Meera', 'Iyer'],
  ['Castellan Insurance', 'Zürich', 'Switzerland', 'Lukas', 'Frei'],
  ['Bluegrass Robotics', 'Louisville', 'United States', 'Dana', 'Whitlock'],
  ['Société Minérale du Rhône', 'Lyon', 'France', 'Élodie', 'Garnier'],
] as const;

/**
 * Plans sample contracts, oldest first: most linked to deals as far along as the deal is, some deals with several,
 * a few without a link, two historical imports. The same input gives the same plan.
 */
export function planSeedContracts({ deals, count, now, seed = 7 }: SeedPlan): SeedContract[] {
  const random = createRandom(seed);
  const historicalCount = count >= 20 ? 2 : 0;
  const unlinkedCount = deals.length === 0 ? count : Math.floor(count / 20);
  const linkedCount = Math.max(0, count - unlinkedCount - historicalCount);
  const linked = planLinked(deals, linkedCount, now, random);
  const unlinked = Array.from({ length: count - linked.length - historicalCount }, (_, index) =>
    planUnlinked(index, now, random),
  );
  const historical = Array.from({ length: historicalCount }, (_, index) =>
    planHistorical(index, deals[index], now),
  );
  return [...withEveryStatus([...linked, ...unlinked]), ...historical].sort(
    (a, b) => a.createdAt.getTime() - b.createdAt.getTime(),
  );
}

function planLinked(
  deals: readonly SeedDeal[],
  count: number,
  now: Date,
  random: () => number,
): SeedContract[] {
  const shuffled = shuffle(deals, random);
  // Three in ten contracts are a deal's second or third, so that some deals have several and some have none.
  const firsts = shuffled.slice(0, Math.ceil(count * 0.7));
  const planned = firsts.map((deal) => {
    const phase = toPhase(deal.stageName);
    const templateId = pick(TEMPLATES_BY_PHASE[phase], random);
    return planForDeal(deal, templateId, pick(STATUSES_BY_PHASE[phase], random), now, random);
  });
  const withSeveral = firsts.slice(0, Math.ceil(firsts.length / 3));
  while (planned.length < count && withSeveral.length > 0) {
    const templateId = pick(FURTHER_TEMPLATES, random);
    const status = pick(FURTHER_STATUSES, random);
    planned.push(planForDeal(pick(withSeveral, random), templateId, status, now, random));
  }
  return planned.map((contract, index) => (index === 2 ? withShortId(contract) : contract));
}

function planForDeal(
  deal: SeedDeal,
  templateId: SeedTemplate,
  status: SeedStatus,
  now: Date,
  random: () => number,
): SeedContract {
  const dates = planDates(new Date(deal.createdDate), now, random);
  return {
    table: 'T',
    templateId,
    status,
    deal,
    externalMetadata: toExternalMetadata(deal),
    ...dates,
  };
}

function planUnlinked(index: number, now: Date, random: () => number): SeedContract {
  const deal = inventDeal(index, now);
  const phase = pick(['early', 'late', 'won'] as const, random);
  return {
    table: 'T',
    templateId: pick(TEMPLATES_BY_PHASE[phase], random),
    status: pick(STATUSES_BY_PHASE[phase], random),
    deal,
    // One belongs to another system, whose ids mean nothing to this CRM.
    externalMetadata:
      index === 1
        ? { id: '88120447', integration_name: 'hubspot', record_type: 'deal', record_data: {} }
        : null,
    ...planDates(new Date(deal.createdDate), now, random),
  };
}

/** The first import belongs to a deal, the second to nobody. */
function planHistorical(index: number, deal: SeedDeal | undefined, now: Date): SeedContract {
  const importedAt = new Date(now.getTime() - (700 - index * 30) * DAY_MS);
  return {
    table: 'H',
    templateId: null,
    status: 'EXECUTED',
    deal: index === 0 && deal ? deal : inventDeal(index + 3, now),
    externalMetadata: index === 0 && deal ? toExternalMetadata(deal) : null,
    createdAt: importedAt,
    updatedAt: importedAt,
  };
}

/** Puts statuses that chance left out onto the first contracts. */
function withEveryStatus(contracts: readonly SeedContract[]): SeedContract[] {
  const missing = ALL_STATUSES.filter((status) => !contracts.some((one) => one.status === status));
  return contracts.map((contract, index) => ({
    ...contract,
    status: missing[index] ?? contract.status,
  }));
}

function planDates(dealCreatedAt: Date, now: Date, random: () => number) {
  const latestMs = now.getTime() - 60_000;
  const wantedMs = dealCreatedAt.getTime() + Math.floor((1 + random() * 20) * DAY_MS);
  // Whole seconds now and then: the API leaves out fractions that are zero.
  const createdMs = Math.floor(Math.min(wantedMs, latestMs) / 500) * 500;
  const updatedMs = Math.min(createdMs + Math.floor(random() * 25 * DAY_MS), latestMs);
  return { createdAt: new Date(createdMs), updatedAt: new Date(Math.max(createdMs, updatedMs)) };
}

function toExternalMetadata(deal: SeedDeal): Record<string, unknown> {
  return {
    id: deal.id,
    integration_name: 'salesforce',
    record_type: 'Opportunity',
    record_data: { opportunity_name: deal.name },
  };
}

/** Integrations of the past wrote the 15-character form. */
function withShortId(contract: SeedContract): SeedContract {
  const metadata = { ...contract.externalMetadata, id: contract.deal.id.slice(0, 15) };
  return { ...contract, externalMetadata: metadata };
}

function inventDeal(index: number, now: Date): SeedDeal {
  const [name, city, country, firstName, lastName] =
    COMPANIES[index % COMPANIES.length] ?? COMPANIES[0];
  const round = Math.floor(index / COMPANIES.length);
  const host = `${name
    .toLowerCase()
    .normalize('NFD')
    .replace(/[^a-z]/g, '')}.example`;
  return {
    id: '',
    name: `${name} ${round + 1}`,
    stageName: 'Closed Won',
    amount: 18_000 + index * 2500,
    currency: country === 'United Kingdom' ? 'GBP' : 'USD',
    createdDate: new Date(now.getTime() - (300 - (index % 40) * 7) * DAY_MS).toISOString(),
    account: { name, billingCity: city, billingCountry: country },
    contact: { firstName, lastName, email: `contracts@${host}` },
    owner: { name: 'Ingrid Solberg', email: 'ingrid.solberg@meridian-cloud.example' },
  };
}

function toPhase(stageName: string): Phase {
  if (/won/i.test(stageName)) return 'won';
  if (/lost/i.test(stageName)) return 'lost';
  return /proposal|quote|negotiat|review|contract|verbal/i.test(stageName) ? 'late' : 'early';
}

function pick<Item>(
  items: readonly [Item, ...Item[]] | readonly Item[],
  random: () => number,
): Item {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new Error('nothing to pick from');
  return item;
}

function shuffle<Item>(items: readonly Item[], random: () => number): Item[] {
  return items
    .map((item) => ({ item, rank: random() }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ item }) => item);
}
