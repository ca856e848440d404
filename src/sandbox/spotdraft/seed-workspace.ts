import { planSeedContracts } from '../seed/contract-seed.js';
import type { SeedContract, SeedDeal } from '../seed/contract-seed.js';
import { defaultSignatories } from './contracts/create-contract.js';
import type { JsonObject } from './json.js';
import type { Contract, Party, Signatory } from './model.js';
import type { SpotDraftSandboxOptions } from './options.js';
import { ENTITIES } from './reference-data.js';
import type { WorkspaceState } from './state.js';
import type { Template } from './templates/sample-templates.js';

const DEFAULT_COUNT = 120;
const HOUR_MS = 3_600_000;
const HISTORIC_TYPE = 390;

/** Fills a fresh workspace with the people and contracts of its options. */
export function seedWorkspace(state: WorkspaceState, options: SpotDraftSandboxOptions): void {
  const deals = options.deals ?? [];
  if (options.templates !== undefined) state.useTemplates(options.templates(state.templates));
  if (options.entities !== undefined) state.entities = options.entities(state.entities);
  for (const user of options.users ?? []) state.addUser(user);
  for (const deal of deals) state.addUser(deal.owner);
  const count = toCount(options.contracts, deals.length);
  for (const planned of planSeedContracts({ deals, count, now: state.now() })) {
    insert(state, planned, state.nextId(planned.table));
  }
}

function toCount(contracts: number | 'none' | undefined, dealCount: number): number {
  if (contracts === 'none') return 0;
  return contracts ?? (dealCount > 0 ? DEFAULT_COUNT : 0);
}

function insert(state: WorkspaceState, planned: SeedContract, number: number): void {
  const { deal, status } = planned;
  const template = planned.templateId === null ? undefined : state.template(planned.templateId);
  const party = toParty(state, deal);
  const data = template ? toData(template, planned) : {};
  const signatories = defaultSignatories([party], deal.owner, state);
  const progress = toProgress(planned, signatories);
  const contract: Contract = {
    compositeId: `${planned.table}-${number}`,
    number,
    referenceId: `SD-${planned.table === 'H' ? 'H' : ''}${number}`,
    templateId: template?.id ?? null,
    contractTypeId: template?.contractTypeId ?? HISTORIC_TYPE,
    entityId: ENTITIES[deal.currency === 'EUR' ? 1 : 0]?.id ?? 61,
    createdAt: planned.createdAt,
    updatedAt: planned.updatedAt,
    creator: deal.owner,
    parties: [party],
    tags: planned.table === 'H' ? ['imported'] : [],
    kind: template ? 'TEMPLATE_CONTRACT' : 'EXECUTED_CONTRACT',
    name: template ? `${template.name} - ${deal.account.name}` : `${deal.account.name} (archive)`,
    status: status === 'ON_HOLD' ? 'REDLINING' : status,
    isOnHold: status === 'ON_HOLD',
    isDeleted: false,
    versionId: state.nextId('version'),
    data,
    externalMetadata: planned.externalMetadata ?? {},
    signatories,
    keyPointers: state.keyPointersOf(template?.id ?? null, data),
    comments: [],
    downloadsSinceExecution: Number.MAX_SAFE_INTEGER,
    ...progress,
  };
  state.contracts.set(contract.compositeId, contract);
}

/** The dates and signatures that belong to a status. */
function toProgress(
  { status, createdAt, updatedAt }: SeedContract,
  signatories: readonly Signatory[],
): Pick<Contract, 'turns' | 'sentAt' | 'markedAt' | 'executedAt'> {
  if (status === 'DRAFT') return { turns: 0 };
  const sentAt = new Date(Math.min(createdAt.getTime() + HOUR_MS, updatedAt.getTime()));
  if (status !== 'SIGN' && status !== 'EXECUTED') return { turns: 2, sentAt };
  for (const [index, signatory] of signatories.entries()) {
    signatory.sentAt = sentAt;
    // Out for signature: the first has signed, the others have not.
    if (status === 'SIGN' && index > 0) continue;
    signatory.action = { isSuccess: true, notes: '', at: updatedAt };
  }
  if (status === 'SIGN') return { turns: 2, sentAt, markedAt: sentAt };
  return { turns: 2, sentAt, markedAt: sentAt, executedAt: updatedAt };
}

function toParty(state: WorkspaceState, deal: SeedDeal): Party {
  const { account } = deal;
  const contact = deal.contact ?? {
    firstName: 'Contract',
    lastName: 'Desk',
    email: `contracts@${account.name.toLowerCase().replace(/[^a-z0-9]/g, '')}.example`,
  };
  const poc = { firstName: contact.firstName, lastName: contact.lastName, email: contact.email };
  const { record } = state.counterpartyNamed(
    account.name,
    false,
    { name: `${poc.firstName} ${poc.lastName}`, email: poc.email },
    account.billingCity
      ? {
          line_one: '1 Main Street',
          city_name: account.billingCity,
          state_name: '',
          zipcode: '',
          country_name: account.billingCountry ?? '',
        }
      : undefined,
  );
  return { isIndividual: false, name: account.name, counterpartyId: record.id, poc };
}

/** Contract data that the template accepts, from what the deal says. */
function toData(template: Template, { deal, createdAt }: SeedContract): JsonObject {
  const day = createdAt.toISOString().slice(0, 10);
  const value = deal.amount ?? 10_000;
  const services = Math.floor(value / 5);
  const money = { type: deal.currency, value };
  switch (template.id) {
    case 1201:
      return {
        effective_date: day,
        purpose: `Evaluation of ${deal.name}`,
        confidentiality_term: { type: 'YEARS', value: 2, days: 730 },
      };
    case 1202:
      return {
        customer_name: deal.account.name,
        effective_date: day,
        initial_term: { type: 'YEARS', value: 3, days: 1095 },
        liability_cap: money,
        notice_address: {
          line_one: '1 Main Street',
          city: deal.account.billingCity ?? 'Boston',
          country: deal.account.billingCountry ?? 'United States',
        },
        governing_law: 'us_de',
      };
    case 1204:
      return {
        customer_name: deal.account.name,
        agreement_date: day,
        billing_currency: money,
        pricing_schedule: [
          {
            item: 'Platform subscription',
            quantity: 1,
            amount: { ...money, value: value - services },
          },
          { item: 'Onboarding', quantity: 1, amount: { ...money, value: services } },
        ],
        payment_terms: 'net_30',
        subscription_term: { type: 'MONTHS', value: 12, days: 365 },
        auto_renew: true,
      };
    default:
      return {
        project_name: deal.name,
        start_date: day,
        milestones: [{ milestone: 'Kick-off', amount: money }],
        billing_frequency: 3,
        regions: ['EMEA'],
      };
  }
}
