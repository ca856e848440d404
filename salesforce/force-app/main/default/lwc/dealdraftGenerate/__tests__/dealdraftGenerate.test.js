import DealdraftGenerate from 'c/dealdraftGenerate';
import execute from '@salesforce/apex/DealdraftController.execute';
import { contractAnswer, createGraph, fieldAnswer } from 'jest-support/graph';
import { button, cleanPage, control, settled, show, type, words } from 'jest-support/page';

jest.mock('@salesforce/apex/DealdraftController.execute', () => ({ default: jest.fn() }), {
  virtual: true,
});
jest.mock('@salesforce/apex/DealdraftController.liveAccess', () => ({ default: jest.fn() }), {
  virtual: true,
});

const DEAL = '006000000000001AAA';
let graph;

beforeEach(() => {
  jest.useFakeTimers();
  graph = createGraph(execute);
  graph.on('Templates', () => ({ data: { templates: [{ id: '1204', name: 'Order form' }] } }));
});

afterEach(() => {
  cleanPage();
  jest.useRealTimers();
});

function draft(...fields) {
  return { data: { contractDraft: { name: 'Acme – Renewal', userErrors: [], fields } } };
}

function drafted(field, overrides = {}) {
  return {
    field: fieldAnswer(field),
    value: 'PO-1',
    source: 'MAPPING',
    expression: 'PO_Number__c',
    problems: [],
    ...overrides,
  };
}

it('creates a contract from a template with what the person entered', async () => {
  graph.on('ContractDraft', () => draft(drafted({})));
  graph.on('CreateContract', () => ({
    data: { createContract: { created: true, contract: contractAnswer(), userErrors: [] } },
  }));
  const page = show('c-dealdraft-generate', DealdraftGenerate, { recordId: DEAL });
  const created = jest.fn();
  page.addEventListener('created', created);
  await settled();
  button(page, 'Order form').click();
  await settled();
  expect(words(page)).toContain('From the deal : PO_Number__c');
  type(control(page, 'PO number'), 'PO-2');
  await settled();
  button(page, 'Create contract').click();
  await settled();
  expect(graph.asked('CreateContract')).toEqual([
    {
      input: {
        opportunityId: DEAL,
        templateId: '1204',
        data: { po_number: 'PO-2' },
        sendToCounterparties: false,
        idempotencyKey: expect.stringMatching(/^[0-9a-f-]{36}$/),
      },
    },
  ]);
  expect(words(page)).toContain('The contract is created');
  expect(created.mock.calls[0][0].detail.contract.id).toBe('T-101');
});
