import { describe, expect, it } from 'vitest';
import type { UploadForReviewRequest } from '../../../../src/connectors/spotdraft/uploads.js';
import { bytesInMemory, DOCUMENT_TYPES } from '../../../../src/domain/document.js';
import { AmbiguousOutcomeError, InputError } from '../../../../src/domain/errors.js';
import { pdf } from '../../../support/documents.js';
import { answer, id, interactive, openClient, startLoopback } from './support.js';

const BYTES = pdf(1_000_000);
const document = {
  ...bytesInMemory(BYTES),
  fileName: 'Their paper',
  contentType: DOCUMENT_TYPES.pdf,
  sha256: '',
};
const ROW = {
  id: 'T-1234',
  created: '2021-05-20T04:52:04Z',
  contract_name: 'Their paper',
  contract_link: 'https://app.spotdraft.com/contracts/v2/4322',
  contract_status: 'REDLINING',
  contract_type_id: 302,
};
const request: UploadForReviewRequest = {
  name: 'Their paper',
  contractTypeId: '302',
  document,
  externalMetadata: { id: '0065g00000XyZ12AAF' },
  counterparty: { isIndividual: false, organizationName: 'Globex' },
};

/** What came, its file as bytes. */
function sent(body: unknown, member: string) {
  const { [member]: file, ...rest } = body as Record<string, string>;
  return { ...rest, isWhole: Buffer.from(file ?? '', 'base64').equals(BYTES) };
}

describe('a contract of a document', () => {
  it('is sent with the file in it, and read from the answer’s composite id', async () => {
    await using server = await startLoopback(() => ROW);
    await using opened = openClient(server.url);
    const contract = await opened.client.uploadForReview(request, interactive);
    expect(contract).toMatchObject({ id: 'T-1234', status: 'REDLINING', kind: null });
    expect(server.lines()).toEqual(['POST /contracts/upload_review_contracts/']);
    const [seen] = server.seen;
    expect(sent(seen!.body, 'file_base64')).toEqual({
      contract_name: 'Their paper',
      contract_type_id: 302,
      file_name: 'Their paper.pdf',
      counterparty_organization_name: 'Globex',
      counterparty_is_individual: false,
      external_metadata: { id: '0065g00000XyZ12AAF' },
      isWhole: true,
    });
    // A length is said, so that no proxy has to guess where it ends.
    expect(Number(seen!.headers['content-length'])).toBeGreaterThan(BYTES.length);
  });

  it('is sent once more, whole, when it was refused unprocessed', async () => {
    let calls = 0;
    await using server = await startLoopback((_request, response) => {
      calls += 1;
      if (calls === 1) answer(response, 429, '{"detail":"Slow down."}');
      else answer(response, 201, JSON.stringify(ROW));
    });
    await using opened = openClient(server.url);
    await opened.client.uploadForSignature(request, interactive);
    expect(server.seen.map(({ body }) => sent(body, 'file_base64').isWhole)).toEqual([true, true]);
  });

  it('is not sent again when the answer is lost, or does not say which one was made', async () => {
    await using server = await startLoopback(() => ({ ...ROW, id: 4322 }));
    await using opened = openClient(server.url);
    await expect(opened.client.uploadForReview(request, interactive)).rejects.toThrow(
      AmbiguousOutcomeError,
    );
    await using dropping = await startLoopback((_request, response) => {
      response.destroy();
    });
    await using other = openClient(dropping.url);
    await expect(other.client.uploadForReview(request, interactive)).rejects.toThrow(
      AmbiguousOutcomeError,
    );
    expect(dropping.seen).toHaveLength(1);
  });

  it('breaks off when its file can not be read any more, and nobody takes that for an outcome', async () => {
    await using server = await startLoopback(() => ROW);
    await using opened = openClient(server.url);
    const gone = {
      ...document,
      slice: async (start: number, end: number) => {
        if (start > 0) throw new Error('An upload is no longer there.');
        return BYTES.subarray(start, end);
      },
    };
    await expect(
      opened.client.uploadForReview({ ...request, document: gone }, interactive),
    ).rejects.toThrow(AmbiguousOutcomeError);
  });

  it('names a reviewer by address or role, and signatories of our side', async () => {
    await using server = await startLoopback(() => ROW);
    await using opened = openClient(server.url);
    const { client } = opened;
    const signatories = [{ email: 'cfo@acme.example', title: '', note: 'Soon' }];
    const reviewer = { email: 'legal@acme.example', description: '' };
    await client.uploadForReview({ ...request, reviewer, signatories }, interactive);
    await client.uploadForReview({ ...request, reviewer: { roleId: '52' } }, interactive);
    expect(server.seen.map(({ body }) => body)).toMatchObject([
      {
        reviewer: { org_user_email: 'legal@acme.example' },
        creator_signatories: [{ email: 'cfo@acme.example', note: 'Soon' }],
      },
      { reviewer: { role_id: 52 } },
    ]);
  });

  it('that was signed elsewhere has its own names for the same things', async () => {
    await using server = await startLoopback(() => ({ ...ROW, contract_status: 'EXECUTED' }));
    await using opened = openClient(server.url);
    const contact = { firstName: 'Ada', lastName: 'Bell', email: 'ada@globex.example' };
    await opened.client.uploadExecuted(
      {
        ...request,
        entityId: '61',
        counterparties: [{ isIndividual: false, organizationName: 'Globex', contact }],
      },
      interactive,
    );
    await opened.client.uploadExecuted(
      { ...request, entityId: '61', counterparties: [] },
      interactive,
    );
    expect(sent(server.seen[0]!.body, 'file_content')).toEqual({
      contract_name: 'Their paper',
      contract_type_id: 302,
      organization_entity_id: 61,
      file_name: 'Their paper.pdf',
      counterparty_details: [
        {
          is_individual: false,
          organization_name: 'Globex',
          poc_details: { first_name: 'Ada', last_name: 'Bell', email: 'ada@globex.example' },
        },
      ],
      external_metadata: { id: '0065g00000XyZ12AAF' },
      isWhole: true,
    });
    expect(server.seen[1]!.body).not.toHaveProperty('counterparty_details');
  });
});

describe('documents of a contract', () => {
  it('a version goes to the number of a T contract, and never to that of an H contract', async () => {
    await using server = await startLoopback((_request, response) => {
      response.writeHead(201).end();
    });
    await using opened = openClient(server.url);
    const version = { document, isExecuted: true, collectApprovals: false };
    await opened.client.uploadVersion(id('T-77'), version, interactive);
    await expect(opened.client.uploadVersion(id('H-77'), version, interactive)).rejects.toThrow(
      InputError,
    );
    expect(server.lines()).toEqual(['POST /contracts/77/contract_version/']);
    expect(sent(server.seen[0]!.body, 'document_base_64')).toEqual({
      document_name: 'Their paper.pdf',
      collect_approvals: false,
      is_executed_version: true,
      isWhole: true,
    });
  });

  it.each([
    [
      'as the schema has it',
      { id: 199, name: 'S', created: '2022-10-10T08:00:00Z' },
      '2022-10-10T08:00:00.000Z',
    ],
    [
      'as the example has it',
      { id: '199', name: 'S', created: '2022-10-10' },
      '2022-10-10T00:00:00.000Z',
    ],
    ['with less', { id: '199' }, null],
  ])('a supporting document is read %s', async (_what, body, createdAt) => {
    await using server = await startLoopback(() => body);
    await using opened = openClient(server.url);
    const made = opened.client.addSupportingDocument(
      id('H-3'),
      { name: 'S', document },
      interactive,
    );
    expect(await made).toEqual({ id: '199', name: 'S', createdAt });
    expect(server.lines()).toEqual(['POST /supported_documents/H-3/']);
  });
});

it('a user is found by their number, page after page', async () => {
  const page = (request: { url: string }) =>
    Number(new URLSearchParams(request.url.split('?')[1]).get('page'));
  await using server = await startLoopback((request) => ({
    page: page(request),
    limit: 100,
    total_results: 201,
    results: [
      {
        id: page(request) * 10,
        email: `p${page(request)}@acme.example`,
        is_active: page(request) !== 3,
      },
      { id: 'odd' },
    ],
  }));
  await using opened = openClient(server.url);
  const { client } = opened;
  expect(await client.findUserById('30', interactive)).toEqual({
    email: 'p3@acme.example',
    isActive: false,
  });
  expect(server.seen).toHaveLength(3);
  expect(await client.findUserById('99', interactive)).toBeNull();
});
