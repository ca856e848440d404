import { createElement } from 'lwc';
import DealdraftHistory from 'c/dealdraftHistory';
import execute from '@salesforce/apex/DealdraftController.execute';
import { createGraph } from 'jest-support/graph';
import { cleanPage, settled } from 'jest-support/page';

jest.mock('@salesforce/apex/DealdraftController.execute', () => ({ default: jest.fn() }), {
  virtual: true,
});
jest.mock('@salesforce/apex/DealdraftController.liveAccess', () => ({ default: jest.fn() }), {
  virtual: true,
});

const event = (over) => ({
  at: '2026-03-28T11:00:00.000Z',
  kind: 'CALL',
  operation: 'GET /contracts/{id}',
  outcome: 'answered',
  failed: false,
  actor: null,
  error: null,
  changes: [],
  ...over,
});
const FULL = {
  timeline: {
    nodes: [
      event({
        kind: 'CRM_WRITE',
        outcome: 'written',
        changes: [
          { field: 'Status__c', after: 'SIGN' },
          { field: 'Signed_On__c', after: null },
        ],
      }),
      event({}),
      event({ kind: 'DELIVERY', operation: 'CONTRACT_SIGNED', outcome: 'accepted' }),
      event({ kind: 'SYNC_RUN', operation: 'sync', outcome: 'done' }),
      event({ kind: 'ARCHIVE', operation: 'legal', outcome: 'archived' }),
      event({
        kind: 'ARCHIVE',
        operation: 'box',
        outcome: 'waiting',
        failed: true,
        error: 'The folder is gone.',
      }),
      event({ kind: 'ARCHIVE', operation: 'legal', outcome: 'waiting' }),
      event({ kind: 'ARCHIVE', operation: 'hr', outcome: 'skipped' }),
      event({
        kind: 'USER_ACTION',
        operation: 'sendContract',
        outcome: 'refused',
        failed: true,
        actor: 'Priya Raman',
        error: 'INVALID_STATE',
      }),
    ],
  },
  approvals: [
    { name: 'Legal', status: 'APPROVED', sentAt: null, approver: { name: 'Ana Gil' } },
    { name: 'Finance', status: 'PENDING', sentAt: null, approver: null },
  ],
  comments: { nodes: [{ text: 'Please check 4.2', replies: [{ text: 'Done' }] }] },
};

let graph;
beforeEach(() => {
  graph = createGraph(execute);
});
afterEach(cleanPage);

async function open(answer) {
  graph.on('ContractHistory', () => answer);
  const element = createElement('c-dealdraft-history', { is: DealdraftHistory });
  Object.assign(element, { contractId: 'T-1', contractName: 'NDA', stamp: 'a' });
  document.body.append(element);
  const root = element.shadowRoot;
  const before = graph.asked('ContractHistory').length;
  await settled();
  expect(graph.asked('ContractHistory')).toHaveLength(before);
  root.querySelector('button').click();
  await settled();
  return { element, root };
}

const textsOf = (root, id) =>
  [...root.querySelectorAll(`[data-id="${id}"] > li`)].map(({ textContent }) =>
    textContent.replace(/\s+/g, ' ').trim(),
  );

it('tells what people did or would notice, approvals and comments, and nothing of calls', async () => {
  const { root } = await open({ data: { contract: FULL } });
  expect(textsOf(root, 'events').map((text) => text.replace(/ ?· .*?ago/, ''))).toEqual([
    'Salesforce: Status = Out for signature, Signed On = empty',
    'SpotDraft: contract signed',
    'Archive legal: archived',
    'Archive box: waitingThe folder is gone.',
    'Priya Raman: send contractINVALID_STATE',
  ]);
  expect(textsOf(root, 'approvals')).toEqual([
    'Legal · Ana Gil · approved',
    'Finance · waits for an answer',
  ]);
  expect(textsOf(root, 'comments')).toEqual(['Please check 4.2Done']);
  expect(root.querySelector('button').getAttribute('aria-expanded')).toBe('true');
  await expect(root.host).toBeAccessible();
});

it('says what SpotDraft does not show, and shows the rest', async () => {
  const contract = { ...FULL, approvals: null, comments: null };
  const { root } = await open({ data: { contract }, errors: [{ message: 'x', extensions: {} }] });
  expect(root.querySelector('.problem').textContent).toBe(
    'SpotDraft does not show the approvals and comments now.',
  );
  expect(textsOf(root, 'events')).toHaveLength(5);
});

it('says that nothing is noted yet, and why nothing can be read', async () => {
  const empty = { timeline: { nodes: [] }, approvals: [], comments: { nodes: [] } };
  const { root } = await open({ data: { contract: empty } });
  expect(root.textContent).toContain('Nothing is noted of it yet.');
  const gone = await open({ data: { contract: null } });
  expect(gone.root.querySelector('[role="alert"]').textContent).toContain('can’t be read');
});

it('reads again when the contract changed, while it is open alone', async () => {
  const { element, root } = await open({ data: { contract: FULL } });
  element.stamp = 'b';
  await settled();
  expect(graph.asked('ContractHistory')).toHaveLength(2);
  root.querySelector('button').click();
  element.stamp = 'c';
  await settled();
  expect(graph.asked('ContractHistory')).toHaveLength(2);
});
