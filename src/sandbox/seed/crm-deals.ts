import { createRandom } from './crm-random.js';
import type { CrmSeed, CrmSeedUser, SeedAccount, SeedDeal } from './crm-types.js';
import { DEAL_TOPICS, NEXT_STEPS, PRODUCTS, STAGES } from './crm-vocabulary.js';
import type { Stage } from './crm-vocabulary.js';
import type { SeedWriter } from './crm-writer.js';

interface DealWriterDeps {
  readonly writer: SeedWriter;
  readonly users: readonly CrmSeedUser[];
  readonly accounts: readonly SeedAccount[];
  readonly prices: ReadonlyMap<string, { entryId: string; unitPrice: number; pricebookId: string }>;
  readonly shares: { recordId: string; userId: string; access: 'Read' | 'Edit' }[];
}

interface PlannedDeal {
  readonly topic: string;
  readonly account: SeedAccount | null;
  readonly stage: Stage;
  readonly owner: CrmSeedUser;
  readonly ageDays: number;
  readonly closesInDays: number;
  readonly lines: readonly { code: string; quantity: number; discountPercent: number }[];
  /** For deals without lines. */
  readonly amount: number | null;
  readonly nextStep: string | null;
}

/** Every twentieth deal or so is a private one without an account; about as many have no amount yet. */
const PRIVATE_EVERY = 47;
const NO_AMOUNT_EVERY = 23;

export function createDealWriter(deps: DealWriterDeps): { addAll(count: number): void } {
  const random = createRandom(90_210);
  const owners = weightedOwners(deps.users);

  function addAll(count: number): void {
    for (let index = 0; index < count; index += 1) {
      const planned = demoDeal(deps, index) ?? planDeal(index);
      const dealId = addDeal(planned, index);
      shareSome(planned, dealId, index);
    }
  }

  function planDeal(index: number): PlannedDeal {
    const stage = stageAt((index * 37) % 100);
    const isPrivate = index % PRIVATE_EVERY === PRIVATE_EVERY - 1;
    const hasAmount = index % NO_AMOUNT_EVERY !== NO_AMOUNT_EVERY - 1;
    const ageDays = random.between(5, 330);
    return {
      topic: random.pick(DEAL_TOPICS),
      account: isPrivate ? null : random.pick(deps.accounts),
      stage,
      owner: random.pick(owners),
      ageDays,
      closesInDays: stage.isClosed ? -random.between(1, ageDays) : random.between(-10, 150),
      lines: hasAmount && random.chance(80) ? planLines() : [],
      amount: hasAmount ? random.between(8, 400) * 500 : null,
      nextStep: stage.isClosed ? null : random.pick(NEXT_STEPS),
    };
  }

  function planLines(): PlannedDeal['lines'] {
    const count = random.between(1, 4);
    const first = random.between(0, PRODUCTS.length - 1);
    return Array.from({ length: count }, (_, position) => {
      const product = PRODUCTS[(first + position * 3) % PRODUCTS.length] ?? random.pick(PRODUCTS);
      const quantity = product.unit === 'Each' ? random.between(1, 2) : random.between(4, 60) * 5;
      return { code: product.code, quantity, discountPercent: random.pick([0, 0, 5, 10]) };
    });
  }

  function addDeal(planned: PlannedDeal, index: number): string {
    const { writer } = deps;
    const { account, stage, owner } = planned;
    const id = writer.nextId('006');
    const currency = account?.place.currency ?? 'USD';
    const stamp = {
      created: writer.dateTime(-planned.ageDays, random.between(25_200, 68_400)),
      modified: writer.dateTime(
        -Math.min(planned.ageDays, random.between(0, 30)) - 1,
        random.between(68_401, 80_000),
      ),
      byId: owner.id,
    };
    const [firstLine] = planned.lines;
    writer.add(
      'Opportunity',
      {
        Id: id,
        Name:
          account === null
            ? `${planned.topic} (confidential ${index + 1})`
            : `${account.name} – ${planned.topic}`,
        AccountId: account?.id ?? null,
        IsPrivate: account === null,
        StageName: stage.name,
        Amount: planned.amount,
        Probability: stage.probability,
        CloseDate: writer.date(planned.closesInDays),
        Type: index % 3 === 0 ? 'Existing Customer - Upgrade' : 'New Customer',
        LeadSource: random.pick(['Web', 'Phone Inquiry', 'Partner Referral', 'Other']),
        NextStep: planned.nextStep,
        IsClosed: stage.isClosed,
        IsWon: stage.isWon,
        ForecastCategory: stage.forecast[0],
        ForecastCategoryName: stage.forecast[1],
        OwnerId: owner.id,
        Pricebook2Id: firstLine
          ? (deps.prices.get(`${firstLine.code}/${currency}`)?.pricebookId ?? null)
          : null,
        LastStageChangeDate: stamp.modified,
        CurrencyIsoCode: currency,
      },
      stamp,
    );
    addRoles(planned, id, stamp, currency);
    addLines(planned, id, stamp, currency);
    return id;
  }

  function addRoles(
    planned: PlannedDeal,
    dealId: string,
    stamp: { created: string; byId: string },
    currency: string,
  ): void {
    const roles = ['Decision Maker', 'Economic Buyer', 'Technical Buyer', 'Influencer'];
    const contacts = planned.account?.contacts ?? [];
    for (const [position, contact] of contacts.slice(0, 3).entries()) {
      deps.writer.add(
        'OpportunityContactRole',
        {
          Id: deps.writer.nextId('00K'),
          OpportunityId: dealId,
          ContactId: contact.id,
          Role: roles[position] ?? 'Other',
          IsPrimary: position === 0,
          CurrencyIsoCode: currency,
        },
        { created: stamp.created, byId: stamp.byId },
      );
    }
  }

  function addLines(
    planned: PlannedDeal,
    dealId: string,
    stamp: { created: string; byId: string },
    currency: string,
  ): void {
    for (const [position, line] of planned.lines.entries()) {
      const price = deps.prices.get(`${line.code}/${currency}`);
      if (price === undefined) throw new Error(`The price book has no ${line.code} in ${currency}`);
      deps.writer.add(
        'OpportunityLineItem',
        {
          Id: deps.writer.nextId('00k'),
          OpportunityId: dealId,
          SortOrder: position + 1,
          PricebookEntryId: price.entryId,
          Quantity: line.quantity,
          UnitPrice: Math.round(price.unitPrice * (100 - line.discountPercent)) / 100,
          ServiceDate: deps.writer.date(planned.closesInDays + 14),
          CurrencyIsoCode: currency,
        },
        { created: stamp.created, byId: stamp.byId },
      );
    }
  }

  /** The reps work on some of each other's deals. */
  function shareSome(planned: PlannedDeal, dealId: string, index: number): void {
    if (index % 9 !== 4 || planned.account === null) return;
    const colleague = deps.users.find(
      (user) => user.role === 'rep' && user.id !== planned.owner.id,
    );
    if (colleague === undefined) return;
    deps.shares.push({
      recordId: dealId,
      userId: colleague.id,
      access: index % 2 === 0 ? 'Read' : 'Edit',
    });
  }

  return { addAll };
}

/** The named deals a demo walks through: complete, in negotiation, owned by an active rep. */
function demoDeal(deps: DealWriterDeps, index: number): PlannedDeal | null {
  const demos: readonly (readonly [company: string, topic: string, lines: PlannedDeal['lines']])[] =
    [
      [
        'Northwind Traders',
        'Platform licence',
        [
          { code: 'PLT-ENT', quantity: 120, discountPercent: 10 },
          { code: 'ADD-ANL', quantity: 1, discountPercent: 0 },
          { code: 'SVC-IMP', quantity: 15, discountPercent: 0 },
        ],
      ],
      [
        'Alpine Grid',
        'Analytics expansion',
        [
          { code: 'ADD-ANL', quantity: 2, discountPercent: 5 },
          { code: 'SUP-PRM', quantity: 1, discountPercent: 0 },
        ],
      ],
      [
        'Ashdown Insurance Group',
        'Enterprise renewal',
        [
          { code: 'PLT-ENT', quantity: 300, discountPercent: 10 },
          { code: 'SUP-TAM', quantity: 1, discountPercent: 0 },
        ],
      ],
    ];
  const demo = demos[index];
  const account = demo && deps.accounts.find((candidate) => candidate.name === demo[0]);
  const stage = STAGES.find((candidate) => candidate.name === 'Negotiation/Review');
  const owner = deps.users.find((user) => user.role === 'rep');
  if (demo === undefined || account === undefined || stage === undefined || owner === undefined)
    return null;
  return {
    topic: demo[1],
    account,
    stage,
    owner,
    ageDays: 40 + index * 7,
    closesInDays: 12 + index * 9,
    lines: demo[2],
    amount: null,
    nextStep: 'Send the order form',
  };
}

function stageAt(percentile: number): Stage {
  let below = 0;
  for (const stage of STAGES) {
    below += stage.share;
    if (percentile < below) return stage;
  }
  throw new Error('The stage shares do not add up to 100');
}

function weightedOwners(users: readonly CrmSeedUser[]): CrmSeedUser[] {
  const weights = { integration: 0, vp: 6, manager: 12, rep: 37, former: 8 } as const;
  return users.flatMap((user) => Array.from({ length: weights[user.role] }, () => user));
}

/** The seed's deals with what a contract needs of them, in seed order; for the other sandbox's data. */
export function toSeedDeals(seed: CrmSeed): SeedDeal[] {
  const rows = (name: string): CrmSeed['records'][string] => seed.records[name] ?? [];
  const byId = (name: string): Map<unknown, CrmSeed['records'][string][number]> =>
    new Map(rows(name).map((row) => [row.Id, row]));
  const accounts = byId('Account');
  const contacts = byId('Contact');
  const users = new Map(seed.users.map((user) => [user.id, user]));
  const linesByDeal = Map.groupBy(rows('OpportunityLineItem'), (line) => line.OpportunityId);
  const primaryByDeal = new Map(
    rows('OpportunityContactRole')
      .filter((role) => role.IsPrimary === true)
      .map((role) => [role.OpportunityId, role.ContactId]),
  );
  return rows('Opportunity').map((deal) => {
    const account = accounts.get(deal.AccountId);
    const contact = contacts.get(primaryByDeal.get(String(deal.Id)));
    const owner = users.get(String(deal.OwnerId));
    const lines = linesByDeal.get(String(deal.Id));
    const total = lines?.reduce(
      (sum, line) => sum + Number(line.Quantity) * Number(line.UnitPrice),
      0,
    );
    const ownAmount = typeof deal.Amount === 'number' ? deal.Amount : null;
    return {
      id: String(deal.Id),
      name: String(deal.Name),
      stageName: String(deal.StageName),
      amount: total === undefined ? ownAmount : Math.round(total * 100) / 100,
      currency: String(deal.CurrencyIsoCode),
      createdDate: String(deal.CreatedDate),
      account:
        account === undefined
          ? { name: 'Private customer' }
          : {
              name: String(account.Name),
              billingCity: String(account.BillingCity),
              billingCountry: String(account.BillingCountry),
            },
      contact:
        contact === undefined
          ? null
          : {
              firstName: String(contact.FirstName),
              lastName: String(contact.LastName),
              email: String(contact.Email),
            },
      owner: {
        name: owner?.name ?? 'Unknown',
        email: owner?.email ?? 'unknown@meridian-cloud.example',
      },
    };
  });
}
