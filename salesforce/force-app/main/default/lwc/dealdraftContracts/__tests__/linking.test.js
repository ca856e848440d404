import DealdraftContracts from 'c/dealdraftContracts';
import execute from '@salesforce/apex/DealdraftController.execute';
import liveAccess from '@salesforce/apex/DealdraftController.liveAccess';
import { contractAnswer, createGraph } from 'jest-support/graph';
import {
  button,
  cleanPage,
  control,
  find,
  findAll,
  settled,
  show,
  type,
  words,
} from 'jest-support/page';

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
  // No live updates.
  liveAccess.mockReturnValue(new Promise(() => {}));
});

afterEach(() => {
  cleanPage();
});

function deal(...contracts) {
  return { data: { opportunity: { id: DEAL, name: 'Acme renewal', contracts } } };
}

async function open(...contracts) {
  graph.on('DealContracts', () => deal(...contracts));
  const page = show('c-dealdraft-contracts', DealdraftContracts, { recordId: DEAL });
  await settled();
  return page;
}

describe('linking an existing contract', () => {
  const CHOICE = { id: 'T-7', name: 'Beta NDA', status: 'SIGN', counterpartyName: 'Beta Ltd' };

  // As dealdraft answers whoever may not see contracts without a deal.
  beforeEach(() => {
    graph.on('LinkSuggestions', () => ({
      data: null,
      errors: [{ message: 'For operators.', extensions: { code: 'FORBIDDEN' } }],
    }));
  });

  async function search(page, text) {
    button(page, 'Link existing').click();
    await settled();
    jest.useFakeTimers();
    type(control(page, 'Name, counterparty, contract id or SpotDraft address'), text);
    jest.advanceTimersByTime(400);
    jest.useRealTimers();
    await settled();
  }

  it('finds it by name, shows where it is and warns that it moves', async () => {
    const page = await open();
    graph.on('SearchContracts', () => ({
      data: {
        contracts: {
          nodes: [
            { ...CHOICE, opportunity: { id: '006B', name: 'Beta deal' } },
            { ...CHOICE, id: 'T-8', name: 'Here already', opportunity: { id: DEAL, name: 'x' } },
            { ...CHOICE, id: 'T-9', name: 'Free', opportunity: null },
          ],
          pageInfo: { hasNextPage: false },
        },
      },
    }));
    await search(page, 'beta');
    expect(words(page)).toContain('Linked to Beta deal');
    expect(words(page)).toContain('Not linked to a deal');
    await expect(page).toBeAccessible();
    const [elsewhere, here] = findAll(page, 'input[type="radio"]');
    expect(here.disabled).toBe(true);
    expect(button(page, 'Link contract').disabled).toBe(true);
    elsewhere.checked = true;
    elsewhere.dispatchEvent(new CustomEvent('change'));
    await settled();
    expect(words(page)).toContain('the contract leaves “Beta deal” and belongs to this deal then.');
    graph.on('LinkContract', () => ({
      data: { linkContract: { contract: contractAnswer({ id: 'T-7' }), userErrors: [] } },
    }));
    graph.on('DealContracts', () => deal(contractAnswer({ id: 'T-7', name: 'Beta NDA' })));
    button(page, 'Move contract here').click();
    await settled();
    expect(graph.asked('LinkContract')).toEqual([
      { input: { contractId: 'T-7', opportunityId: DEAL } },
    ]);
    expect(words(page)).toContain('Beta NDA');
    expect(find(page, '[role="dialog"]')).toBeNull();
  });

  it('offers contracts of no deal to those who may see them, the likeliest first, with the reasons', async () => {
    const page = await open();
    const fits = (id, name, ...reasons) => ({
      contract: { ...CHOICE, id, name, opportunity: null },
      reasons,
    });
    graph.on('LinkSuggestions', () => ({
      data: {
        opportunity: {
          suggestedContracts: [
            fits('T-8', 'Surely', 'The amount is the same.', 'So is the name.'),
            fits('T-7', 'Perhaps', 'The names are alike.'),
          ],
        },
      },
    }));
    button(page, 'Link existing').click();
    await settled();
    expect(graph.asked('LinkSuggestions')).toEqual([{ opportunityId: DEAL }]);
    expect(findAll(page, 'label.choice strong').map(words)).toEqual(['Surely', 'Perhaps']);
    expect(words(find(page, 'label.choice'))).toContain('The amount is the same. So is the name.');
    await expect(page).toBeAccessible();
    const [surely] = findAll(page, 'input[type="radio"]');
    surely.checked = true;
    surely.dispatchEvent(new CustomEvent('change'));
    await settled();
    graph.on('LinkContract', () => ({
      data: { linkContract: { contract: contractAnswer({ id: 'T-8' }), userErrors: [] } },
    }));
    graph.on('DealContracts', () => deal(contractAnswer({ id: 'T-8', name: 'Surely' })));
    button(page, 'Link contract').click();
    await settled();
    expect(graph.asked('LinkContract')).toEqual([
      { input: { contractId: 'T-8', opportunityId: DEAL } },
    ]);
  });

  it('says why nothing is suggested where it could not be asked, and nothing to those who may not', async () => {
    const page = await open();
    button(page, 'Link existing').click();
    await settled();
    expect(words(page)).not.toContain('not known');
    expect(findAll(page, 'input[type="radio"]')).toEqual([]);
    button(page, 'Cancel').click();
    await settled();
    graph.on('LinkSuggestions', () => ({
      data: { opportunity: { suggestedContracts: null } },
      errors: [{ message: 'Salesforce is away.', extensions: { code: 'UPSTREAM_UNAVAILABLE' } }],
    }));
    button(page, 'Link existing').click();
    await settled();
    expect(words(page)).toContain('may be this deal’s is not known: A system behind this page');
  });

  it('finds it by a pasted address and chooses it', async () => {
    const page = await open();
    graph.on('ContractById', ({ id }) => ({
      data: { contract: id === 'T-7' ? { ...CHOICE, opportunity: null } : null },
    }));
    await search(page, 'https://app.spotdraft.com/contracts/v2/7');
    expect(graph.asked('ContractById')).toEqual([{ id: 'T-7' }, { id: 'H-7' }]);
    expect(find(page, 'input[type="radio"]').checked).toBe(true);
    expect(button(page, 'Link contract').disabled).toBe(false);
  });

  it('says what it means when nothing is found', async () => {
    const page = await open();
    graph.on('ContractById', () => ({ data: { contract: null } }));
    await search(page, 'T-12345');
    expect(words(page)).toContain('can be linked by an administrator');
  });
});
