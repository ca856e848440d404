import type { Caller, Reader } from '../../../src/auth/caller.js';
import { rolesOf } from '../../../src/auth/caller.js';
import type { ContractId } from '../../../src/domain/contract-id.js';
import { parseContractId } from '../../../src/domain/contract-id.js';
import type { Contract } from '../../../src/domain/contract.js';
import { InputError, NotFoundError } from '../../../src/domain/errors.js';
import type { OpportunityId } from '../../../src/domain/opportunity-id.js';
import { parseOpportunityId } from '../../../src/domain/opportunity-id.js';
import type { Opportunity } from '../../../src/domain/opportunity.js';
import type {
  ContractResult,
  ContractView,
  DeliveryDetails,
  Page,
  PageRequest,
  Services,
  TemplateFieldView,
} from '../../../src/services/services.js';

/** What the services below hold. `hiddenDeals` are invisible to users and visible to the integration user. */
export interface World {
  readonly deals: Opportunity[];
  readonly contracts: ContractView[];
  readonly hiddenDeals: Set<OpportunityId>;
  readonly pending: Set<ContractId>;
  readonly deliveries: DeliveryDetails[];
  /** Fails every look-up of contracts by deal, as when SpotDraft is down and nothing is projected. */
  spotdraftError: Error | null;
  /** Fails every read of deals. */
  salesforceError: Error | null;
  /** Service calls in order, with how many keys each had. */
  readonly calls: { readonly name: string; readonly size: number }[];
  /** Arguments of the last call by name, as the service got them. */
  readonly lastArguments: Map<string, unknown>;
}

export const SERVICE_KEY: Caller = { kind: 'key', name: 'crm', role: 'service' };
export const TEMPLATE_KEY: Caller = { kind: 'key', name: 'portal', role: 'user' };
export const ADMIN_KEY: Caller = { kind: 'key', name: 'ops', role: 'admin' };
export const REP: Caller = {
  kind: 'user',
  username: 'rep@example.com',
  email: 'rep@example.com',
  roles: [],
};

export function createWorld(dealCount = 3): World {
  const deals = Array.from({ length: dealCount }, (_, index) => createDeal(index));
  return {
    deals,
    contracts: deals.map((deal, index) => createContract(index + 1, { opportunityId: deal.id })),
    hiddenDeals: new Set(),
    pending: new Set(),
    deliveries: [createDelivery(2), createDelivery(1)],
    spotdraftError: null,
    salesforceError: null,
    calls: [],
    lastArguments: new Map(),
  };
}

function createDeal(index: number): Opportunity {
  return {
    id: parseOpportunityId(`006${String(index).padStart(12, '0')}`),
    name: `Deal ${index}`,
    stageName: 'Negotiation',
    amount: { value: 1200.5, currency: 'EUR' },
    closeDate: '2026-12-31',
    probability: 75,
    isClosed: false,
    isWon: false,
    owner: { id: '005000000000001AAA', name: 'Ada Rep', email: 'ada@example.com' },
    account: {
      id: '001000000000001AAA',
      name: 'Globex',
      website: 'globex.example',
      industry: null,
      billingAddress: null,
    },
    url: 'https://crm.example/lightning/r/Opportunity/view',
    createdAt: '2026-01-02T03:04:05Z',
    updatedAt: '2026-02-03T04:05:06Z',
  };
}

export function createContract(number: number, changes: Partial<Contract> = {}): ContractView {
  return {
    contract: {
      id: parseContractId(`T-${number}`),
      name: `Order form ${number}`,
      status: 'SIGN',
      kind: 'TEMPLATE_CONTRACT',
      type: { id: '7', name: 'Order form' },
      referenceId: null,
      counterpartyName: 'Globex',
      createdBy: null,
      createdAt: '2026-03-04T05:06:07.123456Z',
      url: `https://spotdraft.example/contracts/v2/${number}`,
      externalMetadata: { integration_name: 'salesforce' },
      opportunityId: null,
      ...changes,
    },
    documentUrl: null,
    lastSyncedAt: new Date('2026-03-05T00:00:00Z'),
    lastError: null,
  };
}

function createDelivery(number: number): DeliveryDetails {
  return {
    id: String(number),
    receivedAt: new Date('2026-03-05T00:00:00Z'),
    activity: 'CONTRACT_EXECUTED',
    state: 'parked',
    reason: 'No such contract.',
    contractId: `T-${number}`,
    body: '{"legal_user":{"email":"bo@globex.example"}}',
  };
}

/** The use cases over a world in memory: enough behaviour to see what the GraphQL layer does with them. */
export function createInMemoryServices(world: World): Services {
  const note = (name: string, size: number, ...args: unknown[]) => {
    world.calls.push({ name, size });
    world.lastArguments.set(name, args);
  };
  const sees = (reader: Reader, id: OpportunityId | null) =>
    reader.kind === 'integration' || (id !== null && !world.hiddenDeals.has(id));
  const visibleContract = (reader: Reader, id: string) => {
    const found = world.contracts.find(
      ({ contract }) => contract.id === id && sees(reader, contract.opportunityId),
    );
    if (found === undefined) throw new NotFoundError(`There is no contract ${id}.`);
    return found;
  };
  const replace = (view: ContractView, changes: Partial<Contract>): ContractResult => {
    const changed = { ...view, contract: { ...view.contract, ...changes } };
    world.contracts.splice(world.contracts.indexOf(view), 1, changed);
    return { contract: changed, userErrors: [] };
  };

  return {
    viewer: {
      describe: async (caller) => ({
        name: caller.kind === 'user' ? caller.username : caller.name,
        email: caller.kind === 'user' ? caller.email : null,
        userId: null,
        roles: rolesOf(caller),
      }),
      admit: async () => note('viewer.admit', 1),
    },
    deals: {
      find: async (reader, filter, orderBy, page) => {
        note('deals.find', page.first, filter, orderBy, page);
        if (world.salesforceError) throw world.salesforceError;
        return pageOf(
          world.deals.filter(({ id }) => sees(reader, id)),
          page,
        );
      },
      get: async (reader, ids) => {
        note('deals.get', ids.length);
        if (world.salesforceError) throw world.salesforceError;
        const wanted = world.deals.filter(({ id }) => ids.includes(id) && sees(reader, id));
        return new Map(wanted.map((deal) => [deal.id, deal]));
      },
    },
    contracts: {
      get: async (reader, ids) => {
        note('contracts.get', ids.length);
        return new Map(
          world.contracts
            .filter(({ contract }) => ids.includes(contract.id))
            .filter(({ contract }) => sees(reader, contract.opportunityId))
            .map((view) => [view.contract.id, view]),
        );
      },
      ofDeals: async (ids) => {
        note('contracts.ofDeals', ids.length);
        return new Map(
          ids.map((id) => [
            id,
            world.spotdraftError ??
              world.contracts.filter(({ contract }) => contract.opportunityId === id),
          ]),
        );
      },
      list: async (reader, filter, page) => {
        note('contracts.list', page.first, filter, page);
        return pageOf(
          world.contracts.filter(({ contract }) => sees(reader, contract.opportunityId)),
          page,
        );
      },
      syncWork: async (ids) => {
        note('contracts.syncWork', ids.length);
        return new Map([...world.pending].map((id) => [id, { pending: true, reason: null }]));
      },
      recipients: async () => {
        note('contracts.recipients', 1);
        return [
          { name: 'Bo', email: 'bo@globex.example', status: 'PENDING' },
          { name: 'Cy', email: 'cy@globex.example', status: 'SIGNED' },
        ];
      },
      keyPointers: async () => [
        { id: '1', name: 'renewal', label: null, value: { type: 'EUR', value: 12 } },
      ],
      openDocument: async () => ({ kind: 'not-found' }),
    },
    templates: {
      list: async (search) => {
        note('templates.list', 1, search);
        return [TEMPLATE];
      },
      get: async (id) => (id === TEMPLATE.id ? TEMPLATE : null),
      fields: async (id) => {
        note('templates.fields', 1, id);
        return [PO_FIELD, TERM_FIELD];
      },
    },
    drafts: {
      draft: async (_reader, input) => {
        note('drafts.draft', 1, input);
        const error = { field: ['data', 'po'], code: 'REQUIRED' as const };
        return {
          name: input.name ?? null,
          data: { ...input.data },
          userErrors: [{ ...error, message: 'PO is missing.' }],
          fields: [
            {
              field: PO_FIELD,
              value: null,
              source: 'none',
              expression: 'PO__c',
              reads: ['PO__c'],
              problems: [{ ...error, message: 'PO number is required for this contract.' }],
            },
            {
              field: TERM_FIELD,
              value: 12,
              source: 'override',
              expression: null,
              reads: [],
              problems: [],
            },
          ],
        };
      },
    },
    actions: {
      create: async (_reader, input) => {
        note('actions.create', 1, input);
        const opportunityId = parseOpportunityId(input.opportunityId);
        const view = createContract(world.contracts.length + 1, { opportunityId });
        world.contracts.push(view);
        return { contract: view, created: true, userErrors: [] };
      },
      send: async (reader, input) => {
        note('actions.send', 1, input);
        return replace(visibleContract(reader, input.contractId), { status: 'SIGN' });
      },
      void: async (reader, input) => {
        note('actions.void', 1, input);
        return replace(visibleContract(reader, input.contractId), { status: 'VOIDED' });
      },
      link: async (reader, input) => {
        note('actions.link', 1, input);
        return replace(visibleContract(reader, input.contractId), {
          opportunityId: parseOpportunityId(input.opportunityId),
        });
      },
      sync: async (reader, id) => {
        note('actions.sync', 1, id);
        return { contract: visibleContract(reader, id), userErrors: [] };
      },
    },
    deliveries: {
      list: async (_operator, selection, page) => {
        note('deliveries.list', page.first, selection, page);
        return pageOf(
          world.deliveries.map(({ body: _body, ...view }) => view),
          page,
        );
      },
      get: async (_operator, id) => world.deliveries.find((each) => each.id === id) ?? null,
      replay: async (operator, selection) => {
        note('deliveries.replay', 1, operator, selection);
        return { replayed: world.deliveries.length, userErrors: [] };
      },
      prune: async (operator, before) => {
        note('deliveries.prune', 1, operator, before);
        return 7;
      },
      counts: async () => ({ received: 9, applied: 4, ignored: 2, waiting: 2, parked: 1 }),
    },
    live: {
      contractChanges: () => Promise.reject(new NotFoundError('Nothing changes here.')),
      progress: async () => ({
        waiting: 1,
        parked: 0,
        deliveries: { received: 9, applied: 4, ignored: 2, waiting: 2, parked: 1 },
        pauses: [],
        lastReconciledAt: null,
        backfill: null,
        silentForSeconds: null,
      }),
      progressChanges: () => {
        throw new NotFoundError('Nothing changes here.');
      },
    },
  };
}

const PO_FIELD: TemplateFieldView = {
  name: 'po',
  label: 'PO number',
  type: 'STRING',
  input: 'TEXT',
  required: true,
  options: null,
  members: null,
};
const TERM_FIELD: TemplateFieldView = {
  name: 'term',
  label: 'Term',
  type: 'ENUM',
  input: 'CHOICE',
  required: false,
  options: [{ label: 'One year', value: 12 }],
  members: null,
};
const TEMPLATE = { id: '1204', name: 'Order form', contractTypeId: '7' };

/** Cursors are positions, as text. */
function pageOf<Node>(nodes: readonly Node[], page: PageRequest): Page<Node> {
  const start = page.after === undefined ? 0 : Number(page.after) + 1;
  if (Number.isNaN(start)) throw new InputError('`after` is not a cursor of this list.');
  const edges = nodes
    .map((node, index) => ({ cursor: String(index), node }))
    .slice(start, start + page.first);
  return {
    edges,
    hasNextPage: start + page.first < nodes.length,
    endCursor: null,
    totalCount: async () => nodes.length,
  };
}
