import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { OpportunityDocument } from '../../generated/graphql.js';
import { addCrmFile } from '../../support/crm-files.js';
import { docx, pdf, zip } from '../../support/documents.js';
import { upload } from '../../support/upload.js';
import { EACH_WAY, MAX_BYTES, UploadWorld, WAYS } from './upload-support.js';

let on: UploadWorld;
beforeAll(async () => {
  on = await UploadWorld.start();
});
afterAll(() => on[Symbol.asyncDispose]());
beforeEach(() => {
  on.begin();
});

describe.each(EACH_WAY)('%s', (way) => {
  const { path, status, kind } = WAYS[way];

  test('makes a contract of an upload: linked to the deal, byte by byte, once', async () => {
    const bytes = pdf(300_000, `${way} of an upload`);
    const { uploadId } = await upload(on.world, bytes, 'their paper');
    const before = on.posts(path);
    const { payload, errors } = await on.send(way, { document: { uploadId } });
    expect(errors).toEqual([]);
    expect(payload).toMatchObject({
      contract: { name: on.name, status, kind },
      created: true,
      userErrors: [],
    });
    const { id } = payload!.contract!;
    expect((await on.download(id)).equals(bytes)).toBe(true);
    expect(on.theirs(id)).toMatchObject({
      external_metadata: {
        id: on.deal.id,
        integration_name: 'Salesforce',
        record_type: 'Opportunity',
      },
    });
    const shown = await on.world.graphql(OpportunityDocument, { id: on.deal.id });
    expect(shown.data!.opportunity!.contracts!.map((contract) => contract.id)).toContain(id);

    // The same file by another upload is the same wish; another file under the key is not.
    const again = await upload(on.world, bytes, 'another name.pdf');
    expect((await on.send(way, { document: { uploadId: again.uploadId } })).payload).toMatchObject({
      contract: { id },
      created: false,
    });
    const other = await upload(on.world, pdf(300_000, 'another file'));
    expect((await on.send(way, { document: { uploadId: other.uploadId } })).payload).toMatchObject({
      contract: null,
      userErrors: [{ field: ['idempotencyKey'], code: 'IDEMPOTENCY_MISMATCH' }],
    });
    expect(on.posts(path)).toBe(before + 1);
  });

  test('a key belongs to the mutation, the deal and the contract type', async () => {
    const { uploadId } = await upload(on.world, pdf(5_000, 'same key'));
    const document = { uploadId };
    const made = [
      await on.send(way, { document }),
      await on.send(way, { document, contractTypeId: '303' }),
    ];
    for (const other of EACH_WAY.filter((each) => each !== way))
      made.push(await on.send(other, { document }));
    expect(made.map(({ payload }) => payload!.created)).toEqual([true, true, true, true]);
    expect(new Set(made.map(({ payload }) => payload!.contract!.id)).size).toBe(4);
  });

  test('takes a file of the CRM, by its id or by that of a version', async () => {
    const bytes = pdf(20_000, `${way} in the CRM`);
    const file = await addCrmFile(on.world, {
      bytes,
      name: 'C:\\papers\\signed.pdf',
      attachedTo: on.deal.id,
    });
    const { payload } = await on.send(way, { document: { crmFileId: file.documentId } });
    expect((await on.download(payload!.contract!.id)).equals(bytes)).toBe(true);
    // By its bytes it is the same, wherever it comes from.
    expect((await on.send(way, { document: { crmFileId: file.versionId } })).payload).toMatchObject(
      {
        contract: { id: payload!.contract!.id },
        created: false,
      },
    );
  });

  test("is with the deal's account and primary contact", async () => {
    const { uploadId } = await upload(on.world, pdf());
    const { payload } = await on.send(way, { document: { uploadId } });
    expect(on.theirs(payload!.contract!.id)).toMatchObject({
      counter_party_name: on.deal.accountName,
    });
  });

  test('a lost answer is looked for, and nothing is made twice', async () => {
    const { uploadId } = await upload(on.world, pdf(50_000, `lost ${way}`));
    const before = on.posts(path);
    on.world.spotdraft.faults.add({ kind: 'drop-after-commit', match: { path }, times: 1 });
    const { payload } = await on.send(way, { document: { uploadId } });
    expect(payload).toMatchObject({ created: true, userErrors: [] });
    expect(on.theirs(payload!.contract!.id).contract_name).toBe(on.name);
    expect((await on.send(way, { document: { uploadId } })).payload).toMatchObject({
      contract: { id: payload!.contract!.id },
      created: false,
    });
    expect(on.posts(path)).toBe(before + 1);
  });

  test('two at once make one', async () => {
    const { uploadId } = await upload(on.world, pdf(50_000, `twice ${way}`));
    const both = await Promise.all([1, 2].map(() => on.send(way, { document: { uploadId } })));
    const ids = both.map(({ payload }) => payload!.contract!.id);
    expect(ids[0]).toBe(ids[1]);
    expect(both.filter(({ payload }) => payload!.created)).toHaveLength(1);
  });

  test.each([
    ['neither file', {}, { field: ['document'], code: 'INVALID_INPUT' }],
    [
      'both files',
      { crmFileId: '069000000000001AAA', uploadId: 'x' },
      { field: ['document'], code: 'INVALID_INPUT' },
    ],
    [
      'an upload that is none',
      { uploadId: 'none' },
      { field: ['document', 'uploadId'], code: 'NOT_FOUND' },
    ],
    [
      'a CRM file that is none',
      { crmFileId: '069000000000001AAA' },
      { field: ['document', 'crmFileId'], code: 'NOT_FOUND' },
    ],
  ])('%s: refused before anything of SpotDraft is asked', async (_what, document, userError) => {
    const before = on.posts(path);
    const { payload, errors } = await on.send(way, { document });
    expect(errors).toEqual([]);
    expect(payload).toMatchObject({ contract: null, created: false, userErrors: [userError] });
    expect(on.posts(path)).toBe(before);
  });

  test.each([
    ['a blank name', { name: ' ' }, { field: ['name'], code: 'REQUIRED' }],
    ['an endless name', { name: 'x'.repeat(1_001) }, { field: ['name'], code: 'INVALID_INPUT' }],
    ['a blank key', { idempotencyKey: ' ' }, { field: ['idempotencyKey'], code: 'INVALID_INPUT' }],
  ])('%s is refused before any call', async (_what, change, userError) => {
    const { uploadId } = await upload(on.world, pdf());
    const before = on.posts(path);
    const { payload } = await on.send(way, { document: { uploadId }, ...change });
    expect(payload).toMatchObject({ contract: null, userErrors: [userError] });
    expect(on.posts(path)).toBe(before);
  });

  test.each([
    ['contract type', { contractTypeId: '3/2' }],
    ['entity', { entityId: 'x' }],
    ['deal', { opportunityId: '42' }],
    ['CRM file', { document: { crmFileId: '001000000000001AAA' } }],
  ])('a malformed %s is bad input', async (_what, change) => {
    const { uploadId } = await upload(on.world, pdf());
    const { errors } = await on.send(way, { document: { uploadId }, ...change });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  test('somebody else can not use an upload, and a reader nothing of the CRM that they do not see', async () => {
    const [owner, stranger] = ownerAndStranger();
    const headers = await on.world.asUser(stranger.username);
    const { uploadId } = await upload(on.world, pdf());
    // As somebody who sees the deal of another rep: by a deal of their own.
    const own = { opportunityId: dealOf(stranger.id) };
    const strangers = await on.send(way, { ...own, document: { uploadId } }, headers);
    expect(strangers.payload).toMatchObject({
      userErrors: [{ field: ['document', 'uploadId'], code: 'NOT_FOUND' }],
    });
    const file = await addCrmFile(on.world, { bytes: pdf(), name: 'a.pdf', owner });
    const document = { crmFileId: file.documentId };
    expect((await on.send(way, { ...own, document }, headers)).payload).toMatchObject({
      userErrors: [{ field: ['document', 'crmFileId'], code: 'NOT_FOUND' }],
    });
    const owners = await on.send(
      way,
      { opportunityId: dealOf(owner.id), document },
      await on.world.asUser(owner.username),
    );
    expect(owners.payload).toMatchObject({ created: true });
  });

  test("SpotDraft's refusal is a user error with its words and code", async () => {
    const { uploadId } = await upload(on.world, pdf());
    on.world.spotdraft.faults.add({
      kind: 'status',
      match: { path },
      status: 400,
      body: {
        detail: 'Not now.',
        code: 'SD_CONTRACTS_00289',
        status_code: 400,
        message: 'Not now.',
      },
      times: 1,
    });
    const { payload } = await on.send(way, { document: { uploadId } });
    expect(payload).toMatchObject({
      contract: null,
      userErrors: [
        { field: null, code: 'SPOTDRAFT_REFUSED', message: expect.stringContaining('Not now.') },
      ],
    });
    on.world.spotdraft.faults.add({ kind: 'status', match: { path }, status: 403, times: 1 });
    const { errors } = await on.send(way, { document: { uploadId } });
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN', nothingCreated: true } }]);
    // Neither has taken the key.
    expect((await on.send(way, { document: { uploadId } })).payload).toMatchObject({
      created: true,
    });
  });
});

/** Two reps, of whom neither is the other's manager. */
function ownerAndStranger() {
  const { store } = on.world.salesforce.control.org;
  const reps = on.world.salesforce.users.filter(({ id }) =>
    store.rows('Opportunity').some(({ OwnerId }) => OwnerId === id),
  );
  const managerOf = (id: string) => store.find('User', id)?.ManagerId;
  const owner = reps.find(({ id }) => managerOf(id) !== null)!;
  const stranger = reps.find(
    ({ id }) => id !== owner.id && managerOf(owner.id) !== id && managerOf(id) !== null,
  )!;
  return [owner, stranger] as const;
}

function dealOf(userId: string): string {
  const { store } = on.world.salesforce.control.org;
  const roles = store.rows('OpportunityContactRole');
  const found = store
    .rows('Opportunity')
    .find(
      ({ Id, OwnerId, AccountId }) =>
        OwnerId === userId &&
        AccountId !== null &&
        roles.some(({ OpportunityId, IsPrimary }) => OpportunityId === Id && IsPrimary === true),
    );
  return String(found!.Id);
}

describe('a file of the CRM', () => {
  test('is judged as an upload is: by its content and its size', async () => {
    const cases = [
      [zip([{ name: 'a.txt', content: 'a' }]), /archive/],
      [Buffer.from('no document at all'), /neither a PDF/],
      [pdf(MAX_BYTES + 1), /400001 bytes.*UPLOAD_MAX_BYTES/],
    ] as const;
    for (const [bytes, message] of cases) {
      const file = await addCrmFile(on.world, { bytes, name: 'fine.pdf', attachedTo: on.deal.id });
      const { payload } = await on.send('uploadContractForReview', {
        document: { crmFileId: file.documentId },
      });
      expect(payload).toMatchObject({
        userErrors: [
          {
            field: ['document', 'crmFileId'],
            code: 'INVALID_VALUE',
            message: expect.stringMatching(message),
          },
        ],
      });
    }
  });

  test('whose content a stranger answers is not sent on', async () => {
    const file = await addCrmFile(on.world, {
      bytes: pdf(),
      name: 'a.pdf',
      attachedTo: on.deal.id,
    });
    on.world.salesforce.control.faults.add({
      kind: 'status',
      match: { path: '/VersionData' },
      status: 200,
      body: '%PDF- but somebody else’s',
    });
    const { errors } = await on.send('uploadContractForReview', {
      document: { crmFileId: file.documentId },
    });
    expect(errors).toMatchObject([
      { extensions: { code: 'UPSTREAM_UNAVAILABLE', service: 'salesforce' } },
    ]);
  });
});

test('an executed contract is a PDF, and its document opens', async () => {
  const word = await upload(on.world, docx(), 'signed.docx');
  expect(
    (await on.send('recordExecutedContract', { document: { uploadId: word.uploadId } })).payload,
  ).toMatchObject({ userErrors: [{ field: ['document'], code: 'INVALID_VALUE' }] });
  const bytes = pdf(9_000, 'signed elsewhere');
  const { uploadId } = await upload(on.world, bytes);
  const { payload } = await on.send('recordExecutedContract', { document: { uploadId } });
  const opened = await fetch(`${on.world.app.url}/documents/${payload!.contract!.id}`, {
    headers: on.world.as('service'),
  });
  expect(Buffer.from(await opened.arrayBuffer()).equals(bytes)).toBe(true);
});

test('a contract type without a workflow for it is SpotDraft’s to refuse, with its code', async () => {
  const { uploadId } = await upload(on.world, pdf());
  const { payload } = await on.send('uploadContractForReview', {
    document: { uploadId },
    contractTypeId: '390',
  });
  expect(payload).toMatchObject({
    userErrors: [{ code: 'SPOTDRAFT_REFUSED', spotdraftCode: 'SD_CONTRACTS_00289' }],
  });
});

test('an upload is gone after its hour, and says so', async () => {
  const { uploadId } = await upload(on.world, pdf());
  await on.world.app.store.uploads.discard(uploadId);
  const { payload } = await on.send('uploadContractForReview', { document: { uploadId } });
  expect(payload).toMatchObject({
    userErrors: [
      {
        field: ['document', 'uploadId'],
        code: 'NOT_FOUND',
        message: expect.stringContaining('send the file again'),
      },
    ],
  });
});

test(
  'a process that dies while the answer is lost leaves it to the next one',
  { timeout: 60_000 },
  async () => {
    const way = 'recordExecutedContract';
    const { path } = WAYS[way];
    const { world } = on;
    const { uploadId } = await upload(world, pdf(50_000, `killed ${way}`));
    const before = on.posts(path);
    const dying = await world.startAnother({ worker: false });
    // It makes the contract, gets no answer, and finds nobody to ask for it until it is gone.
    world.spotdraft.faults.add({ kind: 'drop-after-commit', match: { path }, times: 1 });
    world.spotdraft.faults.add({
      kind: 'status',
      match: { path: '/by_external_metadata/' },
      status: 400,
      body: { detail: 'Not now.' },
    });
    const lost = await on.sendTo(dying.url, way, { document: { uploadId } });
    expect(lost.payload).toMatchObject({ userErrors: [{ code: 'CREATION_UNCERTAIN' }] });
    await dying.close();
    world.spotdraft.faults.clear();
    const { payload } = await on.send(way, { document: { uploadId } });
    expect(payload).toMatchObject({ created: false, userErrors: [] });
    expect(on.theirs(payload!.contract!.id).contract_name).toBe(on.name);
    expect(on.posts(path)).toBe(before + 1);
  },
);
