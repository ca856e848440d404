import DealdraftContracts from 'c/dealdraftContracts';
import execute from '@salesforce/apex/DealdraftController.execute';
import liveAccess from '@salesforce/apex/DealdraftController.liveAccess';
import { contractAnswer, createGraph, progressAnswer, recipientAnswer } from 'jest-support/graph';
import { button, cleanPage, find, settled, show, words } from 'jest-support/page';

jest.mock('c/dealdraftLabels', () => jest.requireActual('jest-support/germanLabels'));
jest.mock('@salesforce/i18n/locale', () => ({ default: 'de-DE' }), { virtual: true });
jest.mock('@salesforce/apex/DealdraftController.execute', () => ({ default: jest.fn() }), {
  virtual: true,
});
jest.mock('@salesforce/apex/DealdraftController.liveAccess', () => ({ default: jest.fn() }), {
  virtual: true,
});

const DEAL = '006000000000001AAA';
const ME = 'priya@meridian.example';

afterEach(() => {
  cleanPage();
});

it('tells a German reader in German where a contract stands, amounts and dates as they write them', async () => {
  const graph = createGraph(execute);
  liveAccess.mockReturnValue(new Promise(() => {}));
  const contract = contractAnswer({
    status: 'SIGN',
    waitingFor: [{ name: 'Priya Raman', email: ME, status: 'IN_PROGRESS', order: 2 }],
    actions: ['OPEN', 'SYNC', 'VOID'],
  });
  graph.on('DealContracts', () => ({
    data: { viewer: { email: ME }, opportunity: { id: DEAL, name: 'Acme', contracts: [contract] } },
  }));
  graph.on('DealProgress', () => ({
    data: {
      opportunity: {
        contracts: [
          progressAnswer({
            recipients: [
              recipientAnswer({ status: 'SIGNED', signedAt: '2026-03-27T12:00:00Z', order: 1 }),
              recipientAnswer({ id: '2', name: 'Priya Raman', email: ME, order: 2 }),
            ],
            keyPointers: [
              { name: 'fee', label: 'Vertragswert', value: { type: 'EUR', value: 241_500 } },
            ],
          }),
        ],
      },
    },
  }));
  const page = show('c-dealdraft-contracts', DealdraftContracts, { recordId: DEAL });
  await settled();
  const said = words(find(page, 'c-dealdraft-contract-tile')).replaceAll('\u00a0', ' ');
  expect(said).toContain('Zur Unterschrift');
  expect(said).toContain('Wartet auf Sie');
  expect(said).toContain('Wert 241.500,00 €');
  expect(said).toContain('Ada Byron hat am 27.03.2026 unterzeichnet');
  expect(said).toContain('Sie müssen noch unterzeichnen');
  await expect(page).toBeAccessible();

  button(page, 'Annullieren: Acme order form').click();
  await settled();
  expect(words(find(page, 'c-dealdraft-void-dialog'))).toContain(
    'Acme order form wird in SpotDraft annulliert. Das kann nicht rückgängig gemacht werden.',
  );
});
