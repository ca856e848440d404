import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { bytesInMemory, DOCUMENT_TYPES } from '../../../../src/domain/document.js';
import type { Document } from '../../../../src/domain/document.js';
import {
  ForbiddenError,
  UpstreamContractError,
  UpstreamUnavailableError,
} from '../../../../src/domain/errors.js';
import { answer, interactive, openClient, startLoopback } from './support.js';

const NDA: Document = {
  ...bytesInMemory(Buffer.from('{"a":1}')),
  fileName: 'nda',
  contentType: DOCUMENT_TYPES.pdf,
  sha256: '0'.repeat(64),
};

describe('intakes', () => {
  it('are listed page by page, with what may be missing', async () => {
    await using server = await startLoopback(() => ({
      intakes: [
        { id: 1, title: 'Review NDA', status: 'SNOOZED', created_by: { id: 9 }, metadata: 'odd' },
        { title: 'without id' },
      ],
      total_count: 7,
    }));
    await using opened = openClient(server.url);
    const request = { page: 2, limit: 50, search: 'nda', statuses: ['DRAFT', 'PENDING'] } as const;
    const { rows, total } = await opened.client.listIntakes(request, interactive);
    expect(total).toBe(7);
    expect(rows).toEqual([
      {
        id: '1',
        title: 'Review NDA',
        description: null,
        status: 'SNOOZED',
        priority: null,
        dueDate: null,
        metadata: null,
        publicId: null,
        referenceId: null,
        createdBy: { id: '9', name: null, email: null },
        createdAt: null,
        modifiedAt: null,
        workflow: null,
      },
    ]);
    expect(decodeURIComponent(server.seen[0]!.url)).toBe(
      '/api/v1/public/legal_intake/?page=2&limit=50&sort=-created_at&query=nda&filter__status[$in]=DRAFT,PENDING',
    );
  });

  it('have details, each row on its own', async () => {
    await using server = await startLoopback(() => ({
      id: 1,
      title: 'x',
      assignees: [{ entity_id: 52, entity_type: 'ROLE' }, {}],
      collaborators: null,
      tasks: [{ id: 3, title: null, reference_id: 'T-0101' }, 'odd'],
      attachments: [{ uuid: 'u-1', name: 'nda.pdf' }, { name: 'without id' }],
    }));
    await using opened = openClient(server.url);
    expect(await opened.client.getIntake('1', interactive)).toMatchObject({
      assignees: [{ entityId: '52', entityType: 'ROLE', person: null }],
      collaborators: [],
      tasks: [{ id: '3', title: '', referenceId: 'T-0101' }],
      attachments: [{ id: 'u-1', name: 'nda.pdf' }],
    });
  });

  it('are changed by what is named; null is sent where it takes away', async () => {
    await using server = await startLoopback(() => ({ id: 1 }));
    await using opened = openClient(server.url);
    await opened.client.updateIntake(
      '1',
      { status: 'BLOCKED', description: null, dueDate: null, assignees: null },
      interactive,
    );
    expect(server.seen[0]!.body).toEqual({
      status: 'BLOCKED',
      description: null,
      due_date: null,
      assignees: null,
    });
  });

  it('that are not there are forbidden', async () => {
    await using server = await startLoopback((_request, response) =>
      answer(response, 403, { detail: 'You do not have permission to perform this action.' }),
    );
    await using opened = openClient(server.url);
    await expect(opened.client.getIntake('9', interactive)).rejects.toBeInstanceOf(ForbiddenError);
  });
});

describe('files of the workspace', () => {
  it('are brought to the address that SpotDraft names, without its credentials', async () => {
    await using server = await startLoopback((request) =>
      request.method === 'PUT'
        ? {}
        : { files: [{ file_id: 'f-1', upload_url: `${server.url}/bucket/f-1?signature=secret` }] },
    );
    await using opened = openClient(server.url);
    expect(await opened.client.uploadFiles([NDA], interactive)).toEqual(['f-1']);
    const [asked, brought] = server.seen;
    expect(asked!.body).toEqual({
      files: [{ filename: 'nda.pdf', content_type: 'application/pdf' }],
    });
    expect(brought).toMatchObject({
      method: 'PUT',
      url: '/bucket/f-1?signature=secret',
      headers: { 'content-type': 'application/pdf', 'content-length': '7' },
      body: { a: 1 },
    });
    expect(brought!.headers).not.toHaveProperty('client-secret');
    expect(brought!.headers).not.toHaveProperty('client-id');
  });

  it('that the storage does not take are an outage, whose error does not tell the address', async () => {
    await using server = await startLoopback((request, response) =>
      request.method === 'PUT'
        ? answer(response, 403, '<Error/>')
        : { files: [{ file_id: 'f-1', upload_url: `${server.url}/bucket/f-1?signature=secret` }] },
    );
    await using opened = openClient(server.url);
    const failing = opened.client.uploadFiles([NDA], interactive);
    await expect(failing).rejects.toBeInstanceOf(UpstreamUnavailableError);
    await expect(failing).rejects.toThrow(/answered 403/);
    await expect(failing).rejects.toSatisfy((error: unknown) => !inspect(error).includes('secret'));
  });

  it.each(['not an address', 'http://files.example/f-1', 'ftp://127.0.0.1/f-1'])(
    'are not brought to %s',
    async (address) => {
      await using server = await startLoopback(() => ({
        files: [{ file_id: 'f-1', upload_url: address }],
      }));
      await using opened = openClient(server.url);
      await expect(opened.client.uploadFiles([NDA], interactive)).rejects.toBeInstanceOf(
        UpstreamUnavailableError,
      );
      expect(server.seen).toHaveLength(1);
    },
  );

  it('need a place each', async () => {
    await using server = await startLoopback(() => ({ files: [] }));
    await using opened = openClient(server.url);
    await expect(opened.client.uploadFiles([NDA], interactive)).rejects.toBeInstanceOf(
      UpstreamContractError,
    );
    expect(await opened.client.uploadFiles([], interactive)).toEqual([]);
  });
});
