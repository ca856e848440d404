import {
  createContract,
  readContractChoice,
  readDealContracts,
  readDraft,
  readLiveAccess,
  readTemplates,
  searchContracts,
  sendContract,
} from 'c/dealdraftApi';
import execute from '@salesforce/apex/DealdraftController.execute';
import liveAccess from '@salesforce/apex/DealdraftController.liveAccess';
import { contractAnswer, createGraph, fieldAnswer } from 'jest-support/graph';

jest.mock('@salesforce/apex/DealdraftController.execute', () => ({ default: jest.fn() }), {
  virtual: true,
});
jest.mock('@salesforce/apex/DealdraftController.liveAccess', () => ({ default: jest.fn() }), {
  virtual: true,
});

let graph;

beforeEach(() => {
  graph = createGraph(execute);
});

const UNAVAILABLE = {
  message: 'x',
  path: ['opportunity', 'contracts'],
  extensions: { code: 'UPSTREAM_UNAVAILABLE', service: 'spotdraft' },
};

it('answers the contracts of a deal, and the problem beside them', async () => {
  graph.on('DealContracts', () => ({
    data: { opportunity: { id: '006', contracts: [contractAnswer(), null, { name: 'no id' }] } },
    errors: [UNAVAILABLE],
  }));
  const { contracts, problem } = await readDealContracts('006');
  expect(contracts.map(({ id }) => id)).toEqual(['T-101']);
  expect(problem).toMatch(/^SpotDraft does not answer/);
  expect(graph.asked('DealContracts')).toEqual([{ opportunityId: '006' }]);
});

it('rejects when nothing is known of the contracts, and when the deal can’t be seen', async () => {
  graph.on('DealContracts', () => ({
    data: { opportunity: { id: '006', contracts: null } },
    errors: [UNAVAILABLE],
  }));
  await expect(readDealContracts('006')).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
  graph.on('DealContracts', () => ({ data: { opportunity: null } }));
  await expect(readDealContracts('006')).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

it('survives contracts with hardly anything in them, and never opens what is no web address', async () => {
  const contract = { id: 'T-9', url: 'ftp://example.com/', documentUrl: 7, actions: ['OPEN', 3] };
  graph.on('DealContracts', () => ({
    data: { opportunity: { id: '006', contracts: [contract] } },
  }));
  const { contracts } = await readDealContracts('006');
  expect(contracts).toEqual([
    {
      id: 'T-9',
      name: 'T-9',
      status: 'UNKNOWN',
      noted: { templateId: null, voidReason: null },
      counterpartyName: null,
      createdAt: null,
      url: null,
      documentUrl: null,
      actions: ['OPEN'],
      typeName: null,
      waitingFor: [],
      sync: { lastSyncedAt: null, pending: false, lastError: null },
      archives: [],
      terms: [],
    },
  ]);
});

it.each(['', 'null', '"text"', '{}', '<html>', '{"data":null}'])(
  'takes the body %j for no answer',
  async (body) => {
    graph.on('Templates', () => body);
    await expect(readTemplates('')).rejects.toMatchObject({ code: 'NO_ANSWER' });
  },
);

it('says what Apex says when dealdraft can’t be reached', async () => {
  graph.on('Templates', () => {
    throw Object.assign(new Error('x'), { body: { message: 'Can’t be reached.' } });
  });
  await expect(readTemplates('')).rejects.toMatchObject({
    code: 'NO_ANSWER',
    message: 'Can’t be reached.',
  });
});

it('searches templates and contracts', async () => {
  graph.on('Templates', () => ({ data: { templates: [{ id: '1', name: 'NDA' }, { id: null }] } }));
  expect(await readTemplates('nda')).toEqual({
    templates: [{ id: '1', name: 'NDA', isMapped: true }],
    isAdmin: false,
  });
  expect(graph.asked('Templates')).toEqual([{ search: 'nda' }]);
  const choice = { id: 'T-1', name: 'One', opportunity: { id: '006', name: 'Deal' } };
  graph.on('SearchContracts', () => ({
    data: { contracts: { nodes: [choice], pageInfo: { hasNextPage: true } } },
  }));
  expect(await searchContracts('one')).toMatchObject({
    contracts: [{ id: 'T-1', deal: { id: '006', name: 'Deal' } }],
    hasMore: true,
  });
  graph.on('ContractById', () => ({ data: { contract: null } }));
  expect(await readContractChoice('T-2')).toBeNull();
});

it('reads a draft with its fields, their parts and problems', async () => {
  const field = fieldAnswer({
    input: 'MONEY',
    members: [
      fieldAnswer({ name: 'type', label: null, options: [{ label: 'US dollar', value: 'USD' }] }),
    ],
  });
  graph.on('ContractDraft', () => ({
    data: { contractDraft: { name: '', fields: [{ field }, { field: null }], userErrors: null } },
  }));
  const draft = await readDraft({ opportunityId: '006', templateId: '1', name: null, data: {} });
  expect(draft).toMatchObject({
    name: null,
    userErrors: [],
    fields: [
      {
        field: {
          name: 'po_number',
          label: 'PO number',
          required: true,
          input: 'MONEY',
          options: [],
          members: [
            {
              name: 'type',
              label: 'type',
              required: true,
              input: 'TEXT',
              options: [{ label: 'US dollar', value: 'USD' }],
              members: [],
            },
          ],
        },
        value: null,
        source: 'NONE',
        expression: null,
        hint: null,
        reads: [],
        problems: [],
      },
    ],
  });
});

it('answers a refused creation and rejects a refused action', async () => {
  const userErrors = [{ field: ['toEmails'], code: 'INVALID_INPUT', message: 'Not an address.' }];
  graph.on('CreateContract', () => ({ data: { createContract: { contract: null, userErrors } } }));
  expect(await createContract({})).toEqual({ contract: null, created: false, userErrors });
  graph.on('SendContract', () => ({ data: { sendContract: { contract: null, userErrors } } }));
  await expect(sendContract({})).rejects.toMatchObject({
    code: 'INVALID_INPUT',
    message: 'Not an address.',
    userErrors,
  });
});

it('reads where to listen, whatever is missing', async () => {
  liveAccess.mockResolvedValue({ url: '/graphql/stream' });
  expect(await readLiveAccess()).toEqual({ url: '/graphql/stream', token: null });
  liveAccess.mockResolvedValue(null);
  expect(await readLiveAccess()).toEqual({ url: null, token: null });
});

it('reads where a contract is archived, and follows no link that is no web address', async () => {
  const archives = [
    { destination: 'legal', state: 'ARCHIVED', path: 'a.pdf', url: 'https://box.example/1' },
    {
      destination: 'files',
      state: 'ARCHIVED',
      path: 'a.pdf',
      url: ['javascript', 'alert(1)'].join(':'),
    },
    null,
  ];
  graph.on('DealContracts', () => ({
    data: { opportunity: { id: '006', contracts: [contractAnswer({ archives })] } },
  }));
  const { contracts } = await readDealContracts('006');
  expect(contracts[0].archives.map(({ destination, url }) => [destination, url])).toEqual([
    ['legal', 'https://box.example/1'],
    ['files', null],
  ]);
});
