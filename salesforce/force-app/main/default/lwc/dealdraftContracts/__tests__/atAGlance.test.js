import DealdraftContracts from 'c/dealdraftContracts';
import { savedForm, saveForm } from 'c/dealdraftKept';
import execute from '@salesforce/apex/DealdraftController.execute';
import liveAccess from '@salesforce/apex/DealdraftController.liveAccess';
import { contractAnswer, createGraph, progressAnswer, recipientAnswer } from 'jest-support/graph';
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
const ME = 'priya@meridian.example';
const ADA = { name: 'Ada Byron', email: 'ada@acme.example', status: 'IN_PROGRESS', order: 1 };
const PRIYA = { name: 'Priya Raman', email: ME, status: 'IN_PROGRESS', order: 2 };

let graph;
let toasts;

beforeEach(() => {
  graph = createGraph(execute);
  liveAccess.mockReset();
  // No live updates.
  liveAccess.mockReturnValue(new Promise(() => {}));
  graph.on('DealProgress', () => ({ data: { opportunity: { contracts: [] } } }));
  toasts = [];
});

afterEach(() => {
  cleanPage();
  jest.restoreAllMocks();
});

async function open(...contracts) {
  graph.on('DealContracts', () => ({
    data: { viewer: { email: ME }, opportunity: { id: DEAL, name: 'Acme', contracts } },
  }));
  const page = show('c-dealdraft-contracts', DealdraftContracts, { recordId: DEAL });
  page.addEventListener('lightning__showtoast', ({ detail }) => toasts.push(detail.title));
  await settled();
  return page;
}

function progressOf(overrides) {
  graph.on('DealProgress', () => ({
    data: { opportunity: { contracts: [progressAnswer(overrides)] } },
  }));
}

it('shows at a glance who signed and that it waits for whoever looks, who can sign at once', async () => {
  progressOf({
    recipients: [
      recipientAnswer({ status: 'SIGNED', signedAt: '2026-03-27T12:00:00Z', order: 1 }),
      recipientAnswer({ id: '2', name: 'Priya Raman', email: ME, order: 2 }),
    ],
    keyPointers: [{ name: 'fee', label: 'Contract value', value: { type: 'GBP', value: 241_500 } }],
  });
  const page = await open(
    contractAnswer({
      status: 'SIGN',
      waitingFor: [PRIYA],
      actions: ['OPEN', 'CREATE_RECIPIENT_LINK', 'SYNC'],
    }),
  );
  const tile = find(page, 'c-dealdraft-contract-tile');
  expect(words(tile)).toContain('Waiting for You');
  expect(words(tile)).toContain('Ada Byron signed on');
  expect(words(tile)).toContain('Value £241,500.00');
  expect(words(tile)).toContain('Order form · T-101');
  await expect(page).toBeAccessible();

  const opened = { opener: 'page', location: { replace: jest.fn() }, close: jest.fn() };
  jest.spyOn(window, 'open').mockReturnValue(opened);
  const url = 'https://app.spotdraft.example/act/1';
  graph.on('CreateRecipientLink', () => ({
    data: { createRecipientLink: { url, userErrors: [] } },
  }));
  button(page, 'Sign now: Acme order form').click();
  await settled();
  expect(graph.asked('CreateRecipientLink')).toEqual([
    { input: { contractId: 'T-101', email: ME } },
  ]);
  expect(opened.location.replace).toHaveBeenCalledWith(url);
  expect(opened.opener).toBeNull();

  graph.on('CreateRecipientLink', () => ({
    data: {
      createRecipientLink: {
        url: null,
        userErrors: [{ field: null, code: 'SPOTDRAFT_REFUSED', message: 'SpotDraft: Too late.' }],
      },
    },
  }));
  button(page, 'Sign now: Acme order form').click();
  await settled();
  expect(opened.close).toHaveBeenCalled();
  expect(words(page)).toContain('SpotDraft: Too late.');
});

it('shows who declined and why', async () => {
  progressOf({
    recipients: [
      recipientAnswer({
        declined: true,
        status: 'DECLINED',
        declineReason: 'Terms not acceptable',
      }),
    ],
  });
  const page = await open(contractAnswer());
  expect(words(page)).toContain('Declined by Ada Byron: “Terms not acceptable”');
  expect(words(find(page, '.slds-badge'))).toBe('Declined');
  await expect(page).toBeAccessible();
});

it('does without the progress while SpotDraft is down', async () => {
  graph.on('DealProgress', () => {
    throw new Error('down');
  });
  const page = await open(contractAnswer({ status: 'SIGN', waitingFor: [ADA] }));
  expect(words(page)).toContain('Waiting for Ada Byron');
  expect(find(page, '[role="alert"] p')).toBeNull();
});

it('reminds by name those whose turn it is, and says of whom it failed', async () => {
  const contract = contractAnswer({
    status: 'SIGN',
    waitingFor: [ADA, { ...ADA, name: 'Bo Lee', email: 'bo@acme.example' }, PRIYA],
    actions: ['OPEN', 'RESEND_TO_SIGNATORY'],
  });
  const page = await open(contract);
  button(page, 'Remind: Acme order form').click();
  await settled();
  const dialog = find(page, 'c-dealdraft-remind-dialog');
  expect(words(dialog)).toContain('Ada Byron (ada@acme.example)');
  expect(words(dialog)).not.toContain(ME);
  await expect(page).toBeAccessible();
  graph.on('ContractProgress', () => ({ data: { contract: progressAnswer() } }));
  graph.on('ResendToSignatory', ({ input }) => ({
    data: {
      resendToSignatory: {
        contract,
        userErrors:
          input.email === ADA.email
            ? []
            : [{ field: ['email'], code: 'SPOTDRAFT_REFUSED', message: 'SpotDraft: Bounced.' }],
      },
    },
  }));
  button(page, 'Send reminder').click();
  await settled();
  expect(words(dialog)).toContain('Ada Byron (ada@acme.example): sent');
  expect(words(dialog)).toContain('Bo Lee (bo@acme.example): SpotDraft: Bounced.');
  const bo = findAll(dialog, 'input').at(-1);
  bo.checked = false;
  bo.dispatchEvent(new CustomEvent('change'));
  await settled();
  expect(button(page, 'Send reminder').disabled).toBe(true);
  bo.checked = true;
  bo.dispatchEvent(new CustomEvent('change'));
  await settled();
  graph.on('ResendToSignatory', () => ({
    data: { resendToSignatory: { contract, userErrors: [] } },
  }));
  button(page, 'Send reminder').click();
  await settled();
  // Whom it went to is not written to twice.
  expect(graph.asked('ResendToSignatory').map(({ input }) => input.email)).toEqual([
    'ada@acme.example',
    'bo@acme.example',
    'bo@acme.example',
  ]);
  expect(toasts).toEqual([
    'Acme order form was sent again to Ada Byron (ada@acme.example) and Bo Lee (bo@acme.example).',
  ]);
});

it('sends to addresses parted by commas or semicolons, with names or without, and to nothing else', async () => {
  progressOf({ recipients: [recipientAnswer()] });
  const page = await open(contractAnswer());
  button(page, 'Send: Acme order form').click();
  await settled();
  expect(words(find(page, '[data-id="signers"]'))).toBe('Ada Byron (ada@acme.example)');
  const field = control(page, 'Send it to these people instead (optional)');
  type(field, 'Ada Byron; bo@acme.example');
  await settled();
  button(page, 'Send').click();
  await settled();
  expect(words(page)).toContain('These are no email addresses: Ada, Byron');
  expect(graph.asked('SendContract')).toEqual([]);
  await expect(page).toBeAccessible();
  type(field, 'Ada Byron <ada@acme.example>; bo@acme.example, cy@acme.example');
  await settled();
  graph.on('ContractProgress', () => ({ data: { contract: null } }));
  graph.on('SendContract', () => ({
    data: { sendContract: { contract: contractAnswer(), userErrors: [] } },
  }));
  button(page, 'Send').click();
  await settled();
  expect(graph.asked('SendContract')[0].input.toEmails).toEqual([
    'ada@acme.example',
    'bo@acme.example',
    'cy@acme.example',
  ]);
  expect(toasts).toEqual(['Acme order form was sent.']);
});

it('makes a voided contract anew', async () => {
  const page = await open(
    contractAnswer({
      status: 'VOIDED',
      actions: ['OPEN'],
      externalMetadata: {
        record_data: { dealdraft_template_id: '1204', dealdraft_void_reason: 'Wrong price' },
      },
    }),
  );
  expect(words(page)).toContain('Voided. Reason: “Wrong price”');
  graph.on('Templates', () => ({ data: { templates: [{ id: '1204', name: 'Order form' }] } }));
  graph.on('ContractData', () => ({ data: { contract: { questionnaire: { data: {} } } } }));
  graph.on('ContractDraft', () => ({ data: { contractDraft: { fields: [] } } }));
  button(page, 'Make it anew: Acme order form').click();
  await settled();
  expect(graph.asked('ContractData')).toEqual([{ id: 'T-101' }]);
});

it('goes on with a contract that was begun, or drops it', async () => {
  const form = { template: { id: '1204', name: 'Order form' }, entries: { a: 1 } };
  saveForm(DEAL, form);
  const page = await open();
  expect(words(find(page, '[data-id="unfinished"]'))).toContain('You have begun a contract');
  await expect(page).toBeAccessible();
  graph.on('ContractDraft', () => ({ data: { contractDraft: { fields: [] } } }));
  button(page, 'Continue Order form').click();
  await settled();
  expect(graph.asked('ContractDraft')[0].data).toEqual({ a: 1 });
  button(page, 'Cancel').click();
  await settled();
  button(page, 'Discard and close').click();
  await settled();
  expect(find(page, '[data-id="unfinished"]')).toBeNull();
  expect(savedForm(DEAL, '1204')).toBeNull();
});

it('says what a contract lacks that the deal is ready for, and nothing once it has it', async () => {
  const answer = (contractProblem) => () => ({
    data: {
      viewer: { email: ME },
      opportunity: { id: DEAL, name: 'Acme', contractProblem, contracts: [] },
    },
  });
  graph.on('DealContracts', answer('The deal has no account.'));
  const page = show('c-dealdraft-contracts', DealdraftContracts, { recordId: DEAL });
  await settled();
  expect(words(find(page, '[data-id="lacking"]'))).toContain('The deal has no account.');
  cleanPage();
  graph.on('DealContracts', answer(null));
  const other = show('c-dealdraft-contracts', DealdraftContracts, { recordId: DEAL });
  await settled();
  expect(find(other, '[data-id="lacking"]')).toBeNull();
});
