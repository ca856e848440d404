import type { ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import { DOCUMENT_TYPES } from '../../../../src/domain/document.js';
import { UpstreamUnavailableError } from '../../../../src/domain/errors.js';
import { answer, ANSWERED, CLIENT_ID, id, openClient, SECRET, startLoopback } from './support.js';

const background = { lane: 'background' } as const;
const signal = () => AbortSignal.timeout(30_000);

/** A SpotDraft whose storage, at its own address, answers as told. */
async function startWithStorage(store: (response: ServerResponse) => unknown) {
  const server = await startLoopback((request, response) => {
    if (request.url.startsWith('/storage')) {
      store(response);
      return ANSWERED;
    }
    return {
      url: `${server.url}/storage/T-1.pdf?sig=a-signed-secret`,
      file_name: 'a.pdf',
      current_version_id: 7,
    };
  });
  return server;
}

async function textOf(pieces: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const piece of pieces) chunks.push(piece);
  return Buffer.concat(chunks).toString('latin1');
}

describe('findDocument', () => {
  it.each([
    ['a PDF', '%PDF-1.7 signed', DOCUMENT_TYPES.pdf],
    ['a DOCX', 'PK\u0003\u0004rest', DOCUMENT_TYPES.docx],
  ])(
    'gives the version, and the bytes of %s as they lie at the storage',
    async (_name, bytes, type) => {
      await using server = await startWithStorage((response) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        // In pieces that are shorter than what tells the kind.
        response.write(bytes.slice(0, 2));
        setImmediate(() => response.end(Buffer.from(bytes.slice(2), 'latin1')));
      });
      await using opened = openClient(server.url);
      const found = await opened.client.findDocument(id('T-1'), background);
      expect(found?.versionId).toBe('7');
      const document = await found!.open(signal());
      expect(document?.contentType).toBe(type);
      expect(await textOf(document!.pieces)).toBe(bytes);
      const fetched = server.seen.find(({ url }) => url.startsWith('/storage'));
      expect(JSON.stringify(fetched?.headers)).not.toContain(SECRET);
      expect(JSON.stringify(fetched?.headers)).not.toContain(CLIENT_ID);
      expect(opened.log.lines.join()).not.toContain('a-signed-secret');
    },
  );

  it.each([
    ['a page', '<html>Sign in</html>'],
    ['JSON', '{"detail":"later"}'],
    ['nothing', ''],
  ])('takes %s for no document', async (_name, bytes) => {
    await using server = await startWithStorage((response) => response.end(bytes));
    await using opened = openClient(server.url);
    const found = await opened.client.findDocument(id('T-1'), background);
    const failure: unknown = await found!.open(signal()).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(UpstreamUnavailableError);
    expect(String(failure)).toContain('neither a PDF nor a DOCX');
  });

  it('tells a document that is not there yet from a storage that fails', async () => {
    let status = 404;
    await using server = await startWithStorage((response) => response.writeHead(status).end());
    await using opened = openClient(server.url);
    const found = await opened.client.findDocument(id('T-1'), background);
    expect(await found!.open(signal())).toBeNull();
    status = 403;
    const failure: unknown = await found!.open(signal()).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(UpstreamUnavailableError);
    expect(String(failure)).not.toContain('a-signed-secret');
  });

  it('never takes a part for the whole', async () => {
    await using server = await startWithStorage((response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('%PDF-1.7 half', () => response.destroy());
    });
    await using opened = openClient(server.url);
    const found = await opened.client.findDocument(id('T-1'), background);
    const failure: unknown = await (async () => {
      const document = await found!.open(signal());
      return textOf(document!.pieces);
    })().catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(UpstreamUnavailableError);
    expect(String(failure)).not.toContain('a-signed-secret');
  });

  it('is null while SpotDraft has no document', async () => {
    await using server = await startLoopback((seen, response) =>
      seen.method === 'POST'
        ? answer(response, 404, { detail: 'Not ready' })
        : { contract_status: 'EXECUTED', contract_name: 'A' },
    );
    await using opened = openClient(server.url);
    expect(await opened.client.findDocument(id('T-1'), background)).toBeNull();
  });
});
