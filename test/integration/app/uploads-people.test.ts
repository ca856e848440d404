import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { docx, pdf } from '../../support/documents.js';
import { upload } from '../../support/upload.js';
import { EACH_WAY, UploadWorld, WAYS } from './upload-support.js';

let on: UploadWorld;
beforeAll(async () => {
  on = await UploadWorld.start();
});
afterAll(() => on[Symbol.asyncDispose]());
beforeEach(() => {
  on.begin();
});

describe('who it is with', () => {
  const contact = { firstName: 'Ada', lastName: 'Bell', email: 'ada@globex.example' };

  test('is whom the caller names', async () => {
    const { uploadId } = await upload(on.world, docx(), 'paper.docx');
    const { payload } = await on.send('uploadContractForReview', {
      document: { uploadId },
      counterparty: { organizationName: 'Globex', contact },
      entityId: '62',
      intakeForm: { department: 'sales' },
      reviewer: { userId: '702', description: 'Payment terms' },
      signatories: [{ name: 'Elena', email: 'elena@meridian-cloud.example', title: 'CFO' }],
    });
    expect(payload).toMatchObject({ created: true, userErrors: [] });
    expect(on.theirs(payload!.contract!.id)).toMatchObject({ counter_party_name: 'Globex' });
  });

  test('may be a person, or one that SpotDraft has, or for a recorded contract nobody', async () => {
    const { uploadId } = await upload(on.world, pdf());
    const document = { uploadId };
    const person = await on.send('uploadContractForSignature', {
      document,
      counterparty: { isIndividual: true, contact },
    });
    expect(on.theirs(person.payload!.contract!.id)).toMatchObject({
      counter_party_name: 'Ada Bell',
    });
    const created = await on.ask('/counter_parties/', {
      is_individual: false,
      organization_name: 'Initech',
      contact_name: 'Bill Lumbergh',
      contact_email: 'bill@initech.example',
    });
    const { id } = (await created.json()) as { id: number };
    for (const way of EACH_WAY) {
      const party = { id: String(id) };
      const { payload } = await on.send(way, {
        document,
        idempotencyKey: `known to ${way}`,
        ...(way === 'recordExecutedContract'
          ? { counterparties: [party] }
          : { counterparty: party }),
      });
      expect(on.theirs(payload!.contract!.id)).toMatchObject({ counter_party_name: 'Initech' });
    }
    const nobody = await on.send('recordExecutedContract', { document, counterparties: [] });
    expect(nobody.payload).toMatchObject({ created: true });
  });

  test.each([
    ['nobody', {}, { field: ['counterparty', 'organizationName'], code: 'REQUIRED' }],
    [
      'a person without a name',
      { isIndividual: true },
      { field: ['counterparty', 'contact'], code: 'REQUIRED' },
    ],
    [
      'id and name',
      { id: '5101', organizationName: 'X' },
      { field: ['counterparty', 'id'], code: 'INVALID_INPUT' },
    ],
    ['an unknown id', { id: '999999' }, { field: ['counterparty', 'id'], code: 'NOT_FOUND' }],
    [
      'no last name',
      { organizationName: 'X', contact: { firstName: 'A', email: 'a@x.example' } },
      { field: ['counterparty', 'contact', 'lastName'], code: 'REQUIRED' },
    ],
    [
      'no address',
      { organizationName: 'X', contact: { ...contact, email: 'at home' } },
      { field: ['counterparty', 'contact', 'email'], code: 'INVALID_VALUE' },
    ],
    [
      'an endless name',
      { organizationName: 'x'.repeat(1_001) },
      { field: ['counterparty', 'organizationName'], code: 'INVALID_INPUT' },
    ],
  ])('%s is refused', async (_what, counterparty, userError) => {
    const { uploadId } = await upload(on.world, pdf());
    const { payload } = await on.send('uploadContractForReview', {
      document: { uploadId },
      counterparty,
    });
    expect(payload).toMatchObject({ contract: null, userErrors: [userError] });
  });

  test.each(['uploadContractForReview', 'uploadContractForSignature'] as const)(
    'answers to questions that nobody asked are refused in %s, and no file is sent',
    async (way) => {
      const { uploadId } = await upload(on.world, pdf());
      const sent = () =>
        on.world.spotdraft.calls.report().byRoute[
          `POST /api/v2.1/public/contracts${WAYS[way].path}`
        ] ?? 0;
      const before = sent();
      const { payload } = await on.send(way, {
        document: { uploadId },
        intakeForm: { department: 'sales', departmnt: 'sales' },
      });
      expect(payload).toMatchObject({
        contract: null,
        userErrors: [{ field: ['intakeForm', 'departmnt'], code: 'UNKNOWN_FIELD' }],
      });
      const endless = Object.fromEntries(Array.from({ length: 30_000 }, (_, i) => [`q${i}`, 1]));
      const { payload: refused } = await on.send(way, {
        document: { uploadId },
        intakeForm: endless,
      });
      expect(refused).toMatchObject({
        userErrors: [{ field: ['intakeForm'], code: 'INVALID_INPUT' }],
      });
      expect(sent()).toBe(before);
    },
  );

  test('is bounded before anybody is asked for them', async () => {
    const { uploadId } = await upload(on.world, pdf());
    on.world.spotdraft.calls.reset();
    const { payload } = await on.send('recordExecutedContract', {
      document: { uploadId },
      counterparties: Array.from({ length: 21 }, (_, index) => ({ id: String(index + 1) })),
    });
    expect(payload).toMatchObject({
      contract: null,
      userErrors: [{ field: ['counterparties'], code: 'INVALID_INPUT' }],
    });
    expect(on.world.spotdraft.calls.report().total).toBe(0);
  });

  test('a deal without an account or a contact says what is missing', async () => {
    const { store } = on.world.salesforce.control.org;
    const row = store.find('Opportunity', on.deal.id)!;
    const roles = store
      .rows('OpportunityContactRole')
      .filter(({ OpportunityId }) => OpportunityId === on.deal.id);
    const { AccountId } = row;
    const { uploadId } = await upload(on.world, pdf());
    const document = { uploadId };
    for (const role of roles) store.update(role, { IsPrimary: false });
    expect((await on.send('recordExecutedContract', { document })).payload).toMatchObject({
      userErrors: [{ field: ['counterparties'], code: 'REQUIRED' }],
    });
    // For the others a contact may be given later.
    expect((await on.send('uploadContractForReview', { document })).payload).toMatchObject({
      created: true,
    });
    store.update(row, { AccountId: null });
    expect((await on.send('uploadContractForSignature', { document })).payload).toMatchObject({
      userErrors: [{ field: ['counterparty'], code: 'REQUIRED' }],
    });
    store.update(row, { AccountId: AccountId ?? null });
    for (const role of roles) store.update(role, { IsPrimary: true });
  });
});

describe('who reviews and signs', () => {
  test.each([
    ['nobody', {}, { field: ['reviewer'], code: 'INVALID_INPUT' }],
    [
      'two of three',
      { userId: '702', email: 'a@x.example' },
      { field: ['reviewer'], code: 'INVALID_INPUT' },
    ],
    ['no address', { email: 'me' }, { field: ['reviewer', 'email'], code: 'INVALID_VALUE' }],
    ['an unknown user', { userId: '1' }, { field: ['reviewer', 'userId'], code: 'NOT_FOUND' }],
    ['an inactive user', { userId: '704' }, { field: ['reviewer', 'userId'], code: 'NOT_FOUND' }],
    [
      'an address that SpotDraft does not know',
      { email: 'nobody@x.example' },
      { field: ['reviewer', 'email'], code: 'SPOTDRAFT_REFUSED' },
    ],
  ])('a reviewer that is %s is refused', async (_what, reviewer, userError) => {
    const { uploadId } = await upload(on.world, pdf());
    const { payload } = await on.send('uploadContractForReview', {
      document: { uploadId },
      reviewer,
    });
    expect(payload).toMatchObject({ contract: null, userErrors: [userError] });
  });

  test.each([
    ['the other side', { isCounterparty: true }, 'isCounterparty'],
    ['a named counterparty', { counterpartyName: 'Globex' }, 'counterpartyName'],
    ['an order', { order: 1 }, 'order'],
  ])(
    'a signatory of %s is refused: SpotDraft takes none with an upload',
    async (_what, more, member) => {
      const { uploadId } = await upload(on.world, pdf());
      const { payload } = await on.send('uploadContractForSignature', {
        document: { uploadId },
        signatories: [{ name: 'A', email: 'a@x.example', ...more }],
      });
      expect(payload).toMatchObject({
        userErrors: [{ field: ['signatories', '0', member], code: 'INVALID_VALUE' }],
      });
    },
  );
});
