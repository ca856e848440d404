import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  AddSupportingDocumentDocument,
  UploadContractVersionDocument,
} from '../../generated/graphql.js';
import { addCrmFile } from '../../support/crm-files.js';
import { docx, pdf } from '../../support/documents.js';
import { upload } from '../../support/upload.js';
import { UploadWorld } from './upload-support.js';

let on: UploadWorld;
beforeAll(async () => {
  on = await UploadWorld.start();
});
afterAll(() => on[Symbol.asyncDispose]());
beforeEach(() => {
  on.begin();
});

/** A contract in negotiation. */
async function contract(): Promise<string> {
  const { uploadId } = await upload(on.world, pdf(2_000, `first of ${on.name}`));
  const { payload } = await on.send('uploadContractForReview', { document: { uploadId } });
  return payload!.contract!.id;
}

async function version(input: Record<string, unknown>) {
  const { data, errors } = await on.world.graphql(UploadContractVersionDocument, {
    input: input as never,
  });
  return { payload: data?.uploadContractVersion, errors };
}

async function support(input: Record<string, unknown>) {
  const { data, errors } = await on.world.graphql(AddSupportingDocumentDocument, {
    input: { name: 'Schedule', ...input } as never,
  });
  return { payload: data?.addSupportingDocument, errors };
}

const VERSION = '/contract_version/';
const versions = () => count(VERSION);
const supporting = () => count('/supported_documents/');
function count(part: string): number {
  return Object.entries(on.world.spotdraft.calls.report().byRoute)
    .filter(([route]) => route.startsWith('POST ') && route.includes(part))
    .reduce((sum, [, calls]) => sum + calls, 0);
}

describe('uploadContractVersion', () => {
  test('whose answer is lost stays uncertain where SpotDraft does not say which version is the present one', async () => {
    const id = await contract();
    const { uploadId } = await upload(on.world, pdf(30_000, 'nobody tells'));
    on.world.spotdraft.faults.add({
      kind: 'edit',
      match: { path: '/download_link' },
      remove: ['current_version_id'],
    });
    on.world.spotdraft.faults.add({ kind: 'drop-after-commit', match: { path: VERSION } });
    const before = versions();
    for (let attempt = 1; attempt <= 2; attempt += 1) {
      const { payload } = await version({ contractId: id, document: { uploadId } });
      expect(payload).toMatchObject({ userErrors: [{ code: 'CREATION_UNCERTAIN' }] });
    }
    expect(versions()).toBe(before + 1);
    const [row] = await on.world.app.store.creations.unfinished(100);
    expect(row).toMatchObject({ kind: 'contract version', state: 'uncertain', looks: 0 });
  });

  test('puts the document in the place of the present one, once', async () => {
    const id = await contract();
    const bytes = pdf(30_000, 'second version');
    const { uploadId } = await upload(on.world, bytes);
    const before = versions();
    const input = { contractId: id, document: { uploadId } };
    expect((await version(input)).payload).toMatchObject({
      contract: { id, status: 'REDLINING' },
      userErrors: [],
    });
    expect((await on.download(id)).equals(bytes)).toBe(true);
    // Once more within a minute: the same wish.
    expect((await version(input)).payload).toMatchObject({ userErrors: [] });
    expect(versions()).toBe(before + 1);
  });

  test('of a file of the CRM; a signed copy executes the contract', async () => {
    const id = await contract();
    const bytes = pdf(30_000, 'signed copy');
    const file = await addCrmFile(on.world, { bytes, name: 'signed.pdf', attachedTo: on.deal.id });
    const document = { crmFileId: file.documentId };
    expect((await version({ contractId: id, document, executed: true })).payload).toMatchObject({
      contract: { id, status: 'EXECUTED' },
      userErrors: [],
    });
    expect((await on.download(id)).equals(bytes)).toBe(true);
  });

  test.each([
    ['made', 'drop-after-commit'],
    ['not made', 'drop-before-commit'],
  ] as const)('whose answer is lost, and that was %s, is looked for', async (_what, kind) => {
    const id = await contract();
    const { uploadId } = await upload(on.world, docx(), 'version.docx');
    const before = versions();
    on.world.spotdraft.faults.add({ kind, match: { path: VERSION }, times: 1 });
    const input = { contractId: id, document: { uploadId }, idempotencyKey: kind };
    const { payload } = await version(input);
    if (kind === 'drop-after-commit') {
      expect(payload).toMatchObject({ contract: { id }, userErrors: [] });
      expect((await version(input)).payload).toMatchObject({ userErrors: [] });
    } else {
      // Whether it is still under way can't be known so soon.
      expect(payload).toMatchObject({ userErrors: [{ field: null, code: 'CREATION_UNCERTAIN' }] });
    }
    expect(versions()).toBe(before + 1);
  });

  test('in states that take none, or a signed copy alone', async () => {
    const { uploadId } = await upload(on.world, pdf());
    const document = { uploadId };
    const signing = await on.send('uploadContractForSignature', { document });
    const { id } = signing.payload!.contract!;
    const before = versions();
    expect((await version({ contractId: id, document })).payload).toMatchObject({
      contract: { id, status: 'SIGN' },
      userErrors: [{ field: null, code: 'INVALID_STATE' }],
    });
    expect(versions()).toBe(before);
    expect((await version({ contractId: id, document, executed: true })).payload).toMatchObject({
      contract: { id, status: 'EXECUTED' },
    });
  });

  test('an H contract is refused before any call: the number would be another contract’s', async () => {
    const { uploadId } = await upload(on.world, pdf());
    const before = versions();
    const H = 'H-19505';
    const { projection } = { projection: on.world.app.store.contracts };
    const look = await projection.beginLook();
    const [known] = [...(await projection.get([(await contract()) as never])).values()];
    await projection.save([{ ...known!.contract, id: H as never }], look);
    const { payload } = await version({ contractId: H, document: { uploadId } });
    expect(payload).toMatchObject({ userErrors: [{ field: null, code: 'INVALID_STATE' }] });
    expect(versions()).toBe(before);
  });
});

describe('addSupportingDocument', () => {
  test('adds the file under its name, once', async () => {
    const id = await contract();
    const { uploadId } = await upload(on.world, pdf(40_000, 'schedule'));
    const before = supporting();
    const input = { contractId: id, document: { uploadId } };
    const first = await support(input);
    expect(first.payload).toMatchObject({
      supportingDocument: { name: 'Schedule', createdAt: expect.stringMatching(/^\d{4}-/) },
      userErrors: [],
    });
    const again = await support(input);
    expect(again.payload!.supportingDocument).toMatchObject({
      id: first.payload!.supportingDocument!.id,
      name: 'Schedule',
    });
    expect(supporting()).toBe(before + 1);
  });

  test('is not sent again when its answer is lost: SpotDraft shows none, so nobody can look', async () => {
    const id = await contract();
    const { uploadId } = await upload(on.world, pdf(40_000, 'lost schedule'));
    const before = supporting();
    on.world.spotdraft.faults.add({
      kind: 'drop-after-commit',
      match: { path: '/supported_documents/' },
      times: 1,
    });
    const input = { contractId: id, document: { uploadId }, idempotencyKey: 'lost' };
    const uncertain = {
      supportingDocument: null,
      userErrors: [{ field: null, code: 'CREATION_UNCERTAIN' }],
    };
    expect((await support(input)).payload).toMatchObject(uncertain);
    expect((await support(input)).payload).toMatchObject(uncertain);
    expect(supporting()).toBe(before + 1);
  });

  test("tells SpotDraft's refusal at the member of the input that it is about", async () => {
    const id = await contract();
    const { uploadId } = await upload(on.world, pdf());
    on.world.spotdraft.faults.add({
      kind: 'status',
      match: { path: '/supported_documents/' },
      status: 400,
      body: { file_base64: ['Too blurred.'] },
      times: 1,
    });
    expect((await support({ contractId: id, document: { uploadId } })).payload).toMatchObject({
      supportingDocument: null,
      userErrors: [
        { field: ['document'], code: 'SPOTDRAFT_REFUSED', message: 'SpotDraft: Too blurred.' },
      ],
    });
  });

  test.each([
    ['a blank name', { name: '\t' }, { field: ['name'], code: 'REQUIRED' }],
    ['no document', { document: {} }, { field: ['document'], code: 'INVALID_INPUT' }],
    [
      'an upload that is none',
      { document: { uploadId: 'none' } },
      { field: ['document', 'uploadId'], code: 'NOT_FOUND' },
    ],
  ])('%s is refused before any call', async (_what, change, userError) => {
    const id = await contract();
    const { uploadId } = await upload(on.world, pdf());
    const before = supporting();
    const { payload } = await support({ contractId: id, document: { uploadId }, ...change });
    expect(payload).toMatchObject({ supportingDocument: null, userErrors: [userError] });
    expect(supporting()).toBe(before);
  });
});

test.each([
  ['version', version],
  ['supporting document', support],
] as const)('a %s of a malformed or unknown contract', async (_what, send) => {
  const { uploadId } = await upload(on.world, pdf());
  const document = { uploadId };
  expect((await send({ contractId: 'T-1/2', document })).errors).toMatchObject([
    { extensions: { code: 'BAD_USER_INPUT' } },
  ]);
  expect((await send({ contractId: 'T-999999', document })).errors).toMatchObject([
    { extensions: { code: 'NOT_FOUND' } },
  ]);
  expect(
    (await send({ contractId: 'T-999999', document: { crmFileId: '42' } })).errors,
  ).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
});
