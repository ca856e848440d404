import DealdraftContracts from 'c/dealdraftContracts';
import execute from '@salesforce/apex/DealdraftController.execute';
import liveAccess from '@salesforce/apex/DealdraftController.liveAccess';
import { notifyRecordUpdateAvailable } from 'lightning/uiRecordApi';
import { contractAnswer, createGraph, deferred } from 'jest-support/graph';
import {
  button,
  cleanPage,
  control,
  find,
  findAll,
  focused,
  settled,
  show,
  type,
  until,
  words,
} from 'jest-support/page';
import { startStreamServer } from 'jest-support/streamServer';

jest.mock('@salesforce/apex/DealdraftController.execute', () => ({ default: jest.fn() }), {
  virtual: true,
});
jest.mock('@salesforce/apex/DealdraftController.liveAccess', () => ({ default: jest.fn() }), {
  virtual: true,
});

const DEAL = '006000000000001AAA';
const EXECUTED = contractAnswer({
  id: 'T-102',
  name: 'Acme NDA',
  status: 'EXECUTED',
  documentUrl: 'https://dealdraft.example/documents/T-102',
  actions: ['OPEN', 'OPEN_DOCUMENT', 'SYNC'],
});
const UNAVAILABLE = {
  message: 'x',
  extensions: { code: 'UPSTREAM_UNAVAILABLE', service: 'spotdraft' },
};

let graph;

beforeEach(() => {
  graph = createGraph(execute);
  notifyRecordUpdateAvailable.mockClear();
  // No live updates, unless a test starts a server for them: a promise that stays open.
  liveAccess.mockReset();
  liveAccess.mockReturnValue(new Promise(() => {}));
});

afterEach(() => {
  cleanPage();
  jest.restoreAllMocks();
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

function announced(page) {
  return words(find(page, '.slds-card__body > .slds-assistive-text[role="status"]'));
}

describe('states', () => {
  it('shows where each contract stands and what may be done with it', async () => {
    const page = await open(
      contractAnswer({
        id: 'T-100',
        name: 'Acme MSA',
        status: 'SIGN',
        waitingFor: [{ name: 'Ann Lee', email: 'ann@example.com', status: 'PENDING' }],
        actions: ['OPEN', 'VOID', 'SYNC'],
      }),
      EXECUTED,
    );
    const [first, second] = findAll(page, 'c-dealdraft-contract-tile');
    expect(words(first)).toContain('Out for signature');
    expect(words(first)).toContain('Waiting for Ann Lee');
    expect(words(first)).toContain('Counterparty Acme Inc.');
    expect(findAll(first, '[data-action]').map(({ dataset }) => dataset.action)).toEqual([
      'OPEN',
      'SYNC',
      'VOID',
    ]);
    expect(find(first, 'time').getAttribute('title')).toMatch(/2026/);
    expect(words(second)).toContain('Signed');
    expect(find(second, '[data-action="OPEN_DOCUMENT"]').href).toBe(EXECUTED.documentUrl);
    expect(find(second, '[data-action="OPEN"]').rel).toBe('noopener noreferrer');
    expect(words(find(page, 'h2'))).toBe('Contracts (2)');
    await expect(page).toBeAccessible();
  });

  it('says that it is loading', async () => {
    const answer = deferred();
    graph.on('DealContracts', () => answer.promise);
    const page = show('c-dealdraft-contracts', DealdraftContracts, { recordId: DEAL });
    await settled();
    expect(words(find(page, '[data-id="loading"]'))).toBe('Loading the contracts…');
    await expect(page).toBeAccessible();
    answer.resolve(deal());
    await settled();
    expect(find(page, '[data-id="loading"]')).toBeNull();
  });

  it('says what to do where there is no contract yet', async () => {
    const page = await open();
    expect(words(page)).toContain('This deal has no contract yet.');
    await expect(page).toBeAccessible();
  });

  it('says what went wrong and tries again', async () => {
    graph.on('DealContracts', () => ({ data: { opportunity: null }, errors: [UNAVAILABLE] }));
    const page = show('c-dealdraft-contracts', DealdraftContracts, { recordId: DEAL });
    await settled();
    expect(words(find(page, '[role="alert"] p'))).toMatch(/^SpotDraft does not answer/);
    await expect(page).toBeAccessible();
    graph.on('DealContracts', () => deal(contractAnswer()));
    button(page, 'Try again').click();
    await settled();
    expect(words(page)).toContain('Acme order form');
  });

  it('keeps the last known state on the page while reading fails, and says so', async () => {
    const page = await open(contractAnswer());
    graph.on('DealContracts', () => ({ errors: [UNAVAILABLE] }));
    window.dispatchEvent(new CustomEvent('online'));
    await settled();
    expect(words(page)).toContain('This is the last known state. SpotDraft does not answer');
    expect(words(page)).toContain('Acme order form');
    await expect(page).toBeAccessible();
  });

  it('takes away what the user may no longer see', async () => {
    const page = await open(contractAnswer());
    graph.on('DealContracts', () => ({ data: { opportunity: null } }));
    window.dispatchEvent(new CustomEvent('online'));
    await settled();
    expect(words(page)).not.toContain('Acme order form');
    expect(words(page)).toContain('This deal can’t be read.');
  });

  it('offers nothing that needs the network while there is none', async () => {
    const page = await open(contractAnswer());
    window.dispatchEvent(new CustomEvent('offline'));
    await settled();
    expect(announced(page)).toBe('You are offline.');
    expect(words(page)).toContain('What you see may be old');
    expect(button(page, 'New contract').disabled).toBe(true);
    expect(button(page, 'Send: Acme order form').disabled).toBe(true);
    await expect(page).toBeAccessible();
    window.dispatchEvent(new CustomEvent('online'));
    await settled();
    expect(announced(page)).toBe('You are online again.');
    expect(button(page, 'New contract').disabled).toBe(false);
    expect(graph.asked('DealContracts')).toHaveLength(2);
  });

  it('says why a contract is not in step, and that a change is on its way', async () => {
    const sync = { lastSyncedAt: null, pending: false, lastError: 'Name is too long.' };
    const pending = { lastSyncedAt: '2026-03-28T09:00:00.000Z', pending: true, lastError: null };
    const page = await open(contractAnswer({ sync }), contractAnswer({ id: 'T-2', sync: pending }));
    const [failed, waiting] = findAll(page, 'c-dealdraft-contract-tile');
    expect(words(find(failed, '[data-id="sync-error"]'))).toBe(
      'Not in step with SpotDraft: Name is too long.',
    );
    expect(words(find(failed, '[data-id="sync"]'))).toBe('In step with Salesforce: not yet');
    expect(words(find(waiting, '[data-id="sync"]'))).toContain('a change is being written');
    await expect(page).toBeAccessible();
  });

  it('reads anew for another deal', async () => {
    const page = await open(contractAnswer());
    graph.on('DealContracts', () => deal());
    page.recordId = '006000000000002AAA';
    await settled();
    expect(graph.asked('DealContracts').map(({ opportunityId }) => opportunityId)).toEqual([
      DEAL,
      '006000000000002AAA',
    ]);
    expect(words(page)).toContain('This deal has no contract yet.');
  });
});

describe('actions', () => {
  it('syncs once, however often it is asked, and shows the result', async () => {
    const page = await open(contractAnswer());
    const answer = deferred();
    graph.on('SyncContract', () => answer.promise);
    const sync = button(page, 'Sync now: Acme order form');
    sync.click();
    sync.click();
    await settled();
    expect(sync.getAttribute('aria-disabled')).toBe('true');
    expect(words(sync)).toBe('Working…');
    answer.resolve({
      data: { syncContract: { contract: contractAnswer({ status: 'REDLINING' }), userErrors: [] } },
    });
    await settled();
    expect(graph.asked('SyncContract')).toEqual([{ id: 'T-101' }]);
    expect(words(page)).toContain('In negotiation');
    expect(announced(page)).toBe('Acme order form was synced.');
    expect(notifyRecordUpdateAvailable).toHaveBeenCalledWith([{ recordId: DEAL }]);
  });

  it('says why a sync failed', async () => {
    const page = await open(contractAnswer());
    graph.on('SyncContract', () => ({ errors: [UNAVAILABLE] }));
    button(page, 'Sync now: Acme order form').click();
    await settled();
    expect(words(find(page, '[role="alert"] p'))).toMatch(/^SpotDraft does not answer/);
  });

  it('sends after asking, with the recipients and the message given', async () => {
    const page = await open(contractAnswer());
    button(page, 'Send: Acme order form').click();
    await settled();
    await expect(page).toBeAccessible();
    expect(words(focused())).toBe('Send to the counterparties');
    type(
      control(page, 'Send it to these people instead (optional)'),
      'ann@example.com, bo@example.com',
    );
    type(control(page, 'Message (optional)'), ' Please sign. ');
    graph.on('SendContract', () => ({
      data: { sendContract: { contract: contractAnswer({ status: 'REDLINING' }), userErrors: [] } },
    }));
    button(page, 'Send').click();
    await settled();
    expect(graph.asked('SendContract')).toEqual([
      {
        input: {
          contractId: 'T-101',
          toEmails: ['ann@example.com', 'bo@example.com'],
          message: 'Please sign.',
        },
      },
    ]);
    expect(find(page, '[role="dialog"]')).toBeNull();
    expect(words(page)).toContain('In negotiation');
    expect(announced(page)).toBe('Acme order form was sent.');
    expect(focused()).toBe(button(page, 'Send: Acme order form'));
  });

  it('voids only with a reason, and gives the focus to the contract when its button is gone', async () => {
    const page = await open(contractAnswer());
    button(page, 'Void: Acme order form').click();
    await settled();
    button(page, 'Void contract').click();
    await settled();
    expect(graph.asked('VoidContract')).toEqual([]);
    expect(words(page)).toContain('Say why; SpotDraft keeps it with the contract.');
    expect(focused().localName).toBe('textarea');
    await expect(page).toBeAccessible();
    type(focused(), 'Deal lost.');
    const voided = contractAnswer({ status: 'VOIDED', actions: ['OPEN', 'SYNC'] });
    graph.on('VoidContract', () => ({
      data: { voidContract: { contract: voided, userErrors: [] } },
    }));
    button(page, 'Void contract').click();
    await settled();
    expect(graph.asked('VoidContract')).toEqual([
      { input: { contractId: 'T-101', note: 'Deal lost.' } },
    ]);
    expect(words(page)).toContain('Voided');
    expect(words(focused())).toBe('Acme order form');
  });

  it('warns that what got no answer may have been sent', async () => {
    const page = await open(contractAnswer());
    button(page, 'Send: Acme order form').click();
    await settled();
    graph.on('SendContract', () => ({ errors: [UNAVAILABLE] }));
    button(page, 'Send').click();
    await settled();
    expect(words(page)).toContain('SpotDraft does not answer');
    expect(words(page)).toContain('It may have been sent all the same');
  });

  it('shows a refusal in the dialog and leaves it open', async () => {
    const page = await open(contractAnswer());
    button(page, 'Send: Acme order form').click();
    await settled();
    const userErrors = [{ field: null, code: 'INVALID_STATE', message: 'It is EXECUTED.' }];
    graph.on('SendContract', () => ({ data: { sendContract: { contract: null, userErrors } } }));
    button(page, 'Send').click();
    await settled();
    expect(words(find(find(page, 'c-dealdraft-send-dialog'), '[role="alert"]'))).toBe(
      'It is EXECUTED.',
    );
  });
});

describe('dialogs', () => {
  it('close by Escape and give the focus back', async () => {
    const page = await open(contractAnswer());
    const opener = button(page, 'Link existing');
    opener.click();
    await settled();
    const dialog = find(page, '[role="dialog"]');
    dialog.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    await settled();
    expect(find(page, '[role="dialog"]')).toBeNull();
    expect(focused()).toBe(opener);
  });

  it('keep the focus: behind the last control comes the first, and the other way round', async () => {
    const page = await open(contractAnswer());
    button(page, 'Void: Acme order form').click();
    await settled();
    find(page, '[data-guard="end"]').focus();
    expect(words(focused())).toBe('Close');
    find(page, '[data-guard="start"]').focus();
    expect(words(focused())).toBe('Void contract');
  });
});

describe('live', () => {
  let server;
  let shown;

  beforeEach(async () => {
    server = await startStreamServer();
    liveAccess.mockResolvedValue({ url: server.url, token: 'jwt' });
  });

  afterEach(async () => {
    cleanPage();
    await server.close();
  });

  async function openLive(...contracts) {
    const page = await open(...contracts);
    const call = await server.next();
    call.listen();
    shown = page;
    await see('Live');
    await settled();
    return { page, call };
  }

  function see(text) {
    return until(() => words(shown).includes(text));
  }

  it('shows a change as it comes, announces it and refreshes the record', async () => {
    const { page, call } = await openLive(contractAnswer());
    expect(call.body.variables).toEqual({ opportunityId: DEAL });
    call.send('p1', { data: { contractChanged: contractAnswer({ status: 'EXECUTED' }) } });
    await see('Signed');
    expect(announced(page)).toBe('Acme order form is now: Signed.');
    expect(notifyRecordUpdateAvailable).toHaveBeenCalledWith([{ recordId: DEAL }]);
    await expect(page).toBeAccessible();
  });

  it('reads the list when a contract is new to it or has left', async () => {
    const { call } = await openLive(contractAnswer());
    graph.on('DealContracts', () => deal(contractAnswer(), EXECUTED));
    call.send('p1', { data: { contractChanged: EXECUTED } });
    await see('Acme NDA');
    graph.on('DealContracts', () => deal(EXECUTED));
    call.send('p2', { data: { contractChanged: null } });
    await see('Contracts (1)');
    expect(words(shown)).not.toContain('Acme order form');
  });

  it('lets no older answer take the place of a newer event', async () => {
    const { call } = await openLive(contractAnswer());
    const slow = deferred();
    graph.on('DealContracts', () => slow.promise);
    call.send('p1', { data: { contractChanged: null } });
    const asked = graph.asked('DealContracts').length;
    await until(() => graph.asked('DealContracts').length > asked);
    call.send('p2', { data: { contractChanged: contractAnswer({ status: 'SIGN' }) } });
    const told = notifyRecordUpdateAvailable.mock.calls.length;
    await until(() => notifyRecordUpdateAvailable.mock.calls.length > told);
    graph.on('DealContracts', () => deal(contractAnswer({ status: 'SIGN' })));
    slow.resolve(deal(contractAnswer({ status: 'DRAFT' })));
    await see('Out for signature');
    expect(words(find(shown, '.slds-badge'))).toBe('Out for signature');
  });

  it('hangs up when it leaves the page', async () => {
    const { page, call } = await openLive(contractAnswer());
    page.remove();
    await call.closed;
    expect(server.pending()).toBe(0);
  });
});

describe('a new contract', () => {
  it('opens the form in a dialog, and asks before what was entered is thrown away', async () => {
    graph.on('Templates', () => ({ data: { templates: [{ id: '1', name: 'NDA' }] } }));
    graph.on('ContractDraft', () => ({
      data: { contractDraft: { name: 'NDA Acme', userErrors: [], fields: [] } },
    }));
    const page = await open();
    button(page, 'New contract').click();
    await settled();
    await expect(page).toBeAccessible();
    button(page, 'NDA').click();
    await settled();
    type(control(page, 'Name of the contract'), 'My NDA');
    await settled();
    const escape = () =>
      find(page, '[role="dialog"]').dispatchEvent(
        new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }),
      );
    escape();
    await settled();
    expect(words(focused())).toBe('Keep editing');
    await expect(page).toBeAccessible();
    focused().click();
    await settled();
    expect(control(page, 'Name of the contract').value).toBe('My NDA');
    escape();
    await settled();
    button(page, 'Discard and close').click();
    await settled();
    expect(find(page, '[role="dialog"]')).toBeNull();
    expect(focused()).toBe(button(page, 'New contract'));
  });
});
