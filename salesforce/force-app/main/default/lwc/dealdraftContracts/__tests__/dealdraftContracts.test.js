import DealdraftContracts from 'c/dealdraftContracts';
import execute from '@salesforce/apex/DealdraftController.execute';
import liveAccess from '@salesforce/apex/DealdraftController.liveAccess';
import { contractAnswer, createGraph } from 'jest-support/graph';
import { cleanPage, settled, show, words } from 'jest-support/page';

jest.mock('@salesforce/apex/DealdraftController.execute', () => ({ default: jest.fn() }), {
  virtual: true,
});
jest.mock('@salesforce/apex/DealdraftController.liveAccess', () => ({ default: jest.fn() }), {
  virtual: true,
});

const DEAL = '006000000000001AAA';
let graph;

beforeEach(() => {
  graph = createGraph(execute);
  liveAccess.mockReset();
  liveAccess.mockRejectedValue(new Error('no live updates here'));
});

afterEach(cleanPage);

function deal(...contracts) {
  return { data: { opportunity: { id: DEAL, name: 'Acme renewal', contracts } } };
}

it('shows the contracts of the deal', async () => {
  graph.on('DealContracts', () => deal(contractAnswer()));
  const page = show('c-dealdraft-contracts', DealdraftContracts, { recordId: DEAL });
  await settled();
  expect(words(page)).toContain('Acme order form');
  await expect(page).toBeAccessible();
});
