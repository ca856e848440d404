import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { buildSchema } from 'graphql';
import { readFileSync } from 'node:fs';
import { buildGraphqlSchema } from '../../../src/resolvers/server/graphql-schema.js';
import { createCreationKinds } from '../../../src/services/creation-kinds.js';
import { pdf } from '../../support/documents.js';
import { upload } from '../../support/upload.js';
import { startWorld } from '../../support/world.js';
import type { Headers, World } from '../../support/world.js';
import { newContract, SIGNATORY } from './lifecycle-support.js';
import type { Way } from './lifecycle-support.js';

/** What every mutation and every part of a contract makes of SpotDraft's refusals: one line each, none forgotten. */

const schema = buildSchema(readFileSync('schema.graphql', 'utf8'));
let world: World;
let deal: string;
beforeAll(async () => {
  world = await startWorld({
    worker: false,
    backfill: true,
    spotdraft: { rateLimitPerSecond: null },
    env: { SPOTDRAFT_RATE_LIMIT: '1000' },
  });
  deal = world.salesforce.deals[0]!.id;
});
afterAll(() => world[Symbol.asyncDispose]());
afterEach(() => {
  world.spotdraft.faults.clear();
});

/** Whose inputs are made; an upload belongs to who sent it. */
let person: Headers | null = null;
const caller = () => person ?? world.as('admin');
const ask = (query: string, variables: object) =>
  world.graphql<Record<string, unknown>, object>(query, variables, caller());

let count = 0;
const unique = (): string => `Refused ${(count += 1)}`;
/** One of each serves all: what is refused changes nothing. */
const contracts = new Map<string, Promise<string>>();
async function inState(way: Way, embedded = false): Promise<{ readonly contractId: string }> {
  const key = `${way} ${embedded}`;
  const contract = contracts.get(key) ?? newContract(world, way, { deal, embedded });
  contracts.set(key, contract);
  return { contractId: await contract };
}
const paper = async () => ({
  opportunityId: deal,
  contractTypeId: '302',
  name: unique(),
  idempotencyKey: unique(),
  document: await document(),
});
async function document(): Promise<{ readonly uploadId: string }> {
  const bytes = pdf(2_000, unique());
  const { uploadId } = await upload(world, bytes, 'paper.pdf', caller());
  return { uploadId };
}
const obligation = () => ({
  title: unique(),
  obligationTypeId: '101',
  priority: 'LOW',
  endDate: '2027-01-31T00:00:00Z',
});
const task = () => ({
  title: unique(),
  assignees: [{ orgUserId: '702' }],
  dueDate: '2027-01-31T00:00:00Z',
});
const place = { cityName: 'Lisbon', countryName: 'Portugal' };

interface Line {
  readonly method: string;
  /** Of the call that is refused: how its address ends. */
  readonly call: RegExp;
  readonly input: () => object | Promise<object>;
}
const line = (method: string, call: RegExp, input: Line['input']): Line => ({
  method,
  call,
  input,
});

const MUTATIONS: Readonly<Record<string, Line>> = {
  addComment: line('POST', /\/comments\/$/, async () => ({
    ...(await inState('DRAFT')),
    text: unique(),
  })),
  addRoleMembers: line('POST', /\/members$/, () => ({ roleId: '53', userIds: ['702'] })),
  addSupportingDocument: line('POST', /\/supported_documents\//, async () => ({
    ...(await inState('DRAFT')),
    name: unique(),
    document: await document(),
  })),
  changeBusinessUser: line('PATCH', /\/business_user\/$/, async () => ({
    ...(await inState('DRAFT')),
    userId: '702',
  })),
  createContract: line('POST', /\/contracts\/$/, () => ({
    opportunityId: deal,
    templateId: '1204',
    idempotencyKey: unique(),
  })),
  createCounterparty: line('POST', /\/counter_parties\/$/, () => ({
    isIndividual: false,
    organizationName: unique(),
  })),
  createCounterpartyAddress: line('POST', /\/addresses\/$/, () => ({
    counterpartyId: '5101',
    lineOne: unique(),
    ...place,
  })),
  createCounterpartyContact: line('POST', /\/contacts$/, () => ({
    counterpartyId: '5101',
    name: unique(),
    email: 'ines@example.com',
  })),
  createEntity: line('POST', /\/organizations\/entities\/$/, () => ({
    name: unique(),
    referenceId: unique(),
    jurisdictionIsoCode: 'US',
    organizationTypeId: '84',
    primaryAddress: {
      lineOne: 'a',
      cityName: 'b',
      stateName: 'c',
      zipcode: 'd',
      countryIsoCode: 'US',
    },
  })),
  createIntake: line('POST', /\/legal_intake\/$/, () => ({ title: unique(), workflowId: '42' })),
  createObligation: line('POST', /\/obligations\/$/, async () => ({
    ...(await inState('DRAFT')),
    ...obligation(),
  })),
  createObligations: line('POST', /\/obligations\/bulk\/$/, async () => ({
    ...(await inState('DRAFT')),
    obligations: [obligation()],
  })),
  createRecipientLink: line('GET', /\/recipient_link\//, async () => ({
    ...(await inState('SIGN')),
    email: SIGNATORY,
  })),
  createSigningUrl: line('GET', /\/counter_party\//, async () => ({
    ...(await inState('SIGN', true)),
    email: SIGNATORY,
  })),
  createTags: line('POST', /\/workspace\/tags\/$/, () => ({ tags: [{ name: unique() }] })),
  createTask: line('POST', /\/user_tasks\/$/, task),
  createTasks: line('POST', /\/tasks\/bulk\/$/, async () => ({
    ...(await inState('DRAFT')),
    tasks: [task()],
  })),
  deactivateUser: line('DELETE', /\/auth\/users\//, () => ({ userId: '704' })),
  deleteCounterpartyContact: line('DELETE', /\/contacts\//, () => ({
    counterpartyId: '5101',
    contactId: '6101',
  })),
  deleteIntake: line('DELETE', /\/legal_intake\//, () => ({ intakeId: '1' })),
  deleteObligation: line('DELETE', /\/obligations\//, async () => ({
    ...(await inState('DRAFT')),
    obligationId: '1',
  })),
  inviteToContract: line('POST', /\/invite\/$/, async () => ({
    ...(await inState('DRAFT')),
    invitations: [{ permission: 'READ', userId: '702' }],
  })),
  inviteUser: line('POST', /\/auth\/users\/$/, () => ({
    firstName: 'A',
    email: `a${(count += 1)}@example.com`,
  })),
  linkContract: line('POST', /\/external_metadata$/, async () => ({
    ...(await inState('DRAFT')),
    opportunityId: deal,
  })),
  markForExecution: line('POST', /\/mark_for_execution\/$/, () => inState('DRAFT')),
  previewContract: line('POST', /\/preview\/$/, () => ({
    opportunityId: deal,
    templateId: '1204',
  })),
  recordExecutedContract: line('POST', /\/executed_contracts\/$/, async () => ({
    ...(await paper()),
    entityId: '61',
  })),
  relateContracts: line('POST', /\/contract_relation\/$/, async () => ({
    ...(await inState('DRAFT')),
    relatedContractId: (await inState('SIGN')).contractId,
    relation: 'CHILD',
  })),
  removeRoleMembers: line('DELETE', /\/members$/, () => ({ roleId: '53', userIds: ['702'] })),
  requestApprovals: line('POST', /\/approvals\//, async () => ({
    ...(await inState('DRAFT')),
    approvals: [{ name: unique(), userId: '702' }],
  })),
  requestReview: line('POST', /\/review_request\/$/, async () => ({
    ...(await inState('DRAFT')),
    userId: '702',
  })),
  resendToSignatory: line('POST', /\/resend_email\/$/, async () => ({
    ...(await inState('SIGN')),
    email: SIGNATORY,
  })),
  retriggerWebhook: line('POST', /\/re_trigger_latest\/$/, () => inState('DRAFT')),
  sendContract: line('POST', /\/send_to_counterparties$/, () => inState('DRAFT')),
  uninviteFromContract: line('POST', /\/uninvite\/$/, async () => ({
    ...(await inState('DRAFT')),
    userId: '702',
  })),
  unmarkForExecution: line('POST', /\/unmark_for_execution$/, () => inState('SIGN')),
  updateContractData: line('PATCH', /\/contract_data$/, async () => ({
    ...(await inState('DRAFT')),
    data: { po_number: 'PO-7' },
  })),
  updateCounterparty: line('PATCH', /\/counter_parties\/\d+$/, () => ({
    counterpartyId: '5101',
    brandName: unique(),
  })),
  updateCounterpartyAddress: line('PATCH', /\/addresses\//, () => ({
    counterpartyId: '5101',
    addressId: '1',
    lineOne: unique(),
  })),
  updateCounterpartyContact: line('PATCH', /\/contacts\/\d+\/$/, () => ({
    counterpartyId: '5101',
    contactId: '6101',
    name: unique(),
  })),
  updateCounterpartyContacts: line('PATCH', /\/contacts\/bulk\/$/, () => ({
    counterpartyId: '5101',
    contacts: [{ id: '6101', name: unique() }],
  })),
  updateExternalMetadata: line('POST', /\/external_metadata$/, async () => ({
    ...(await inState('DRAFT')),
    recordData: { region: 'EMEA' },
  })),
  updateIntake: line('PATCH', /\/legal_intake\//, () => ({ intakeId: '1', title: unique() })),
  updateIntakeForm: line('PATCH', /\/intake_form\/response$/, async () => ({
    ...(await inState('REDLINING')),
    data: { department: 'sales' },
  })),
  updateKeyPointers: line('POST', /\/key_pointers\/bulk$/, async () => ({
    ...(await inState('DRAFT')),
    values: [{ name: 'customer_name', value: 'Acme' }],
  })),
  updateNote: line('PUT', /\/notes\//, async () => ({
    ...(await inState('DRAFT')),
    noteId: '1',
    text: unique(),
  })),
  updateObligation: line('PATCH', /\/obligations\/\d+\/$/, async () => ({
    ...(await inState('DRAFT')),
    obligationId: '1',
    title: unique(),
  })),
  updateObligations: line('PATCH', /\/obligations\/bulk\/$/, async () => ({
    ...(await inState('DRAFT')),
    obligations: [{ id: '1', title: unique() }],
  })),
  updateTemplateTags: line('PATCH', /\/templates\//, () => ({
    templateId: '1204',
    tags: ['sales'],
  })),
  updateUser: line('PATCH', /\/auth\/users\//, () => ({ userId: '702', roleIds: ['52'] })),
  uploadContractForReview: line('POST', /\/upload_review_contracts\/$/, paper),
  uploadContractForSignature: line('POST', /\/upload_sign_contracts\/$/, paper),
  uploadContractVersion: line('POST', /\/contract_version\/$/, async () => ({
    ...(await inState('DRAFT')),
    document: await document(),
  })),
  voidContract: line('POST', /\/status\/void$/, async () => ({
    ...(await inState('DRAFT')),
    note: unique(),
  })),
};

/** Not SpotDraft's to refuse, or told of in tests of their own. */
const OTHERS = [
  'archiveContract',
  'cancelBulkCreate',
  'confirmTerm',
  'dealsChanged',
  'pauseBulkCreate',
  'pauseRepairs',
  'pruneDeliveries',
  'registerWebhook',
  'removeWebhook',
  'replayDeliveries',
  'resumeBulkCreate',
  'retryBulkCreate',
  'startBackfill',
  'startBulkCreate',
  'startRepair',
  'syncContract',
];

/** SpotDraft tells of what is not there in the words for what may not be done; these look, and say which it was. */
const LOOKING = [
  'deleteIntake',
  'deleteObligation',
  'updateIntake',
  'updateObligation',
  'updateObligations',
];

const CODE = 'SD_PUBLIC_00099';
const body = { code: CODE, message: 'Not today.', detail: 'Not today.', status_code: 400 };

describe('a mutation that SpotDraft refuses', () => {
  test('is in this table, whichever it is', () => {
    const all = Object.keys(schema.getMutationType()!.getFields());
    expect([...Object.keys(MUTATIONS), ...OTHERS].toSorted()).toEqual(all.toSorted());
  });

  test.each(Object.entries(MUTATIONS))('%s says why, in its words', async (name, given) => {
    const [argument] = schema.getMutationType()!.getFields()[name]!.args;
    const mutation = `mutation ($i: ${String(argument!.type)}) {
      ${name}(input: $i) { userErrors { code message spotdraftCode } }
    }`;
    const refused = async (status: number) => {
      const i = await given.input();
      world.spotdraft.faults.add({
        kind: 'status',
        status,
        body: { ...body, status_code: status },
        match: { method: given.method, pattern: given.call.source.replace(/\$$/, '(\\?|$)') },
      });
      const answer = await ask(mutation, { i });
      world.spotdraft.faults.clear();
      return answer;
    };
    for (const status of [400, 409]) {
      if (LOOKING.includes(name)) continue;
      const { data, errors } = await refused(status);
      expect(errors).toEqual([]);
      expect(data![name]).toEqual({
        userErrors: [{ code: 'SPOTDRAFT_REFUSED', message: 'Not today.', spotdraftCode: CODE }],
      });
    }
    const forbidden = await refused(403);
    if (!LOOKING.includes(name)) {
      expect(forbidden.errors).toMatchObject([
        {
          path: [name],
          message: expect.stringContaining('Not today.'),
          extensions: { code: 'FORBIDDEN', service: 'spotdraft', spotdraftCode: CODE },
        },
      ]);
    }
    const credentials = await refused(401);
    expect(credentials.errors).toMatchObject([
      {
        path: [name],
        extensions: { code: 'UPSTREAM_UNAVAILABLE', reason: 'CREDENTIALS_REFUSED' },
      },
    ]);
  });
});

describe('a mutation of a person whom SpotDraft does not know', () => {
  beforeAll(async () => {
    const { store } = world.salesforce.control.org;
    const owner = store.rows('Opportunity').find(({ Id }) => Id === deal)!.OwnerId;
    const { Username } = store.rows('User').find(({ Id }) => Id === owner)!;
    const claims = { email: 'stranger@nowhere.example', roles: ['admin'] };
    person = await world.asUser(String(Username), claims);
  });
  afterAll(() => {
    person = null;
  });

  test.each(Object.entries(MUTATIONS))(
    '%s is made as them, and so not at all',
    async (name, given) => {
      const [argument] = schema.getMutationType()!.getFields()[name]!.args;
      const i = await given.input();
      const { data, errors } = await ask(
        `mutation ($i: ${String(argument!.type)}) { ${name}(input: $i) { userErrors { code } } }`,
        { i },
      );
      const codes = [
        ...errors.map(({ extensions }) => extensions.code),
        ...((data?.[name] as { userErrors: { code: string }[] } | null)?.userErrors ?? []).map(
          ({ code }) => code,
        ),
      ];
      expect(codes).toEqual([expect.stringMatching(/^(SPOTDRAFT_USER_MISSING|FORBIDDEN)$/)]);
    },
  );
});

describe('a part of a contract that SpotDraft refuses', () => {
  const PARTS = {
    approvals: [/\/approvals\//, 'approvals { id }'],
    authorizedUsers: [/\/authorized_users\//, 'authorizedUsers { nodes { id } }'],
    comments: [/\/comments\//, 'comments { nodes { id } }'],
    metrics: [/\/process_metrics\//, 'metrics { turns }'],
    notes: [/\/notes/, 'notes { id }'],
    obligations: [/\/obligations\//, 'obligations { id }'],
    questionnaire: [/\/questionnaire\//, 'questionnaire(type: TEMPLATE) { data }'],
    text: [/\/content/, 'text { status }'],
  } as const;
  const all = Object.values(PARTS).map(([, selection]) => selection);

  test.each(Object.entries(PARTS))(
    '%s is null, with why, and the rest answers',
    async (part, [call]) => {
      const { contractId } = await inState('DRAFT');
      for (const [status, code] of [
        [400, 'BAD_USER_INPUT'],
        [403, 'FORBIDDEN'],
      ] as const) {
        world.spotdraft.faults.add({
          kind: 'status',
          status,
          body: { ...body, status_code: status },
          match: { method: 'GET', pattern: call.source },
        });
        const { data, errors } = await ask(
          `query ($id: ID!) { contract(id: $id) { ${all.join(' ')} } }`,
          { id: contractId },
        );
        world.spotdraft.faults.clear();
        const shown = data!['contract'] as Record<string, unknown>;
        expect(Object.keys(shown).filter((name) => shown[name] === null)).toEqual([part]);
        expect(errors).toMatchObject([
          {
            path: ['contract', part],
            message: expect.stringContaining('Not today.'),
            extensions: { code, spotdraftCode: CODE },
          },
        ]);
      }
    },
  );
});

describe('a mutation that SpotDraft carries out', () => {
  const priced = buildGraphqlSchema().getMutationType()!.getFields();
  beforeAll(async () => {
    // Else each kind is looked for once more in the background, to learn how soon it is shown.
    const kinds = createCreationKinds({ store: world.app.store, spotdraft: world.app.spotdraft });
    for (const { kind } of kinds) {
      const known = JSON.stringify({ withinMs: 0 });
      await world.app.store.settings.set(`creation-visibility:${kind}`, known);
    }
  });

  test.each(Object.entries(MUTATIONS))(
    '%s takes no more calls than its price',
    async (name, given) => {
      const [argument] = priced[name]!.args;
      const i = await given.input();
      world.spotdraft.calls.reset();
      await ask(
        `mutation ($i: ${String(argument!.type)}) { ${name}(input: $i) { userErrors { code } } }`,
        { i },
      );
      const { total, byRoute } = world.spotdraft.calls.report();
      const { spotdraft: price = 0 } = priced[name]!.extensions.cost ?? {};
      expect({ byRoute, within: total <= price }).toEqual({ byRoute, within: true });
    },
  );
});
