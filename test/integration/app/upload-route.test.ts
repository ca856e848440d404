import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { json } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { docx, pdf, zip } from '../../support/documents.js';
import { startWorld } from '../../support/world.js';
import type { Headers, World } from '../../support/world.js';

const MAX_BYTES = 1_048_576;
const PDF = 'application/pdf';
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

let world: World;
beforeAll(async () => {
  world = await startWorld({
    worker: false,
    spotdraft: { contracts: 'none' },
    env: { UPLOAD_MAX_BYTES: String(MAX_BYTES) },
  });
});
afterAll(() => world[Symbol.asyncDispose]());

const address = (fileName: string) =>
  `${world.app.url}/uploads?fileName=${encodeURIComponent(fileName)}`;

async function upload(
  bytes: Buffer | ReadableStream,
  {
    fileName = 'Order form.pdf',
    headers = world.as('service'),
  }: { readonly fileName?: string; readonly headers?: Headers } = {},
) {
  const response = await fetch(address(fileName), {
    method: 'POST',
    headers,
    body: bytes,
    ...(bytes instanceof ReadableStream && { duplex: 'half' }),
  });
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as Record<string, unknown> & {
      uploadId: string;
      expiresAt: string;
    },
  };
}

const refusal = (status: number, code: string, message: RegExp) => ({
  status,
  body: { errors: [{ message: expect.stringMatching(message), extensions: { code } }] },
});

describe('POST /uploads', () => {
  test('takes a document and says what it is, by its content', async () => {
    const bytes = pdf(700_000);
    const before = Date.now();
    const answer = await upload(bytes, { fileName: 'Vertrag „Ümlaut“.docx' });
    expect(answer).toMatchObject({
      status: 201,
      body: {
        uploadId: expect.stringMatching(/^[\w-]{20,}$/),
        fileName: 'Vertrag „Ümlaut“.docx',
        size: 700_000,
        contentType: PDF,
      },
    });
    expect(Object.keys(answer.body).sort()).toEqual(
      ['uploadId', 'fileName', 'size', 'contentType', 'expiresAt'].sort(),
    );
    const livesForMs = Date.parse(answer.body.expiresAt) - before;
    expect(livesForMs).toBeGreaterThan(59 * 60_000);
    expect(livesForMs).toBeLessThan(62 * 60_000);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await upload(docx(), { fileName: 'no ending' })).toMatchObject({
      status: 201,
      body: { contentType: DOCX, fileName: 'no ending' },
    });
  });

  test('what was taken is in the store of all servers, for its caller', async () => {
    const bytes = pdf(600_000, 'every byte');
    const headers = await world.asUser(world.salesforce.users[0]!.username);
    const { body } = await upload(bytes, { headers });
    const other = await world.startAnother({ worker: false });
    const owner = `user:${world.salesforce.users[0]!.username.toLowerCase()}`;
    const found = await other.store.uploads.find(body.uploadId, owner);
    expect(found).toMatchObject({
      sizeBytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    });
    expect(await other.store.uploads.find(body.uploadId, 'key:service')).toBeNull();
    const pieces = await Promise.all(
      [0, 1, 2, 3].map((n) => other.store.uploads.piece(body.uploadId, n)),
    );
    expect(Buffer.concat(pieces.filter((piece) => piece !== null)).equals(bytes)).toBe(true);
  });

  test('takes a document without a length, as it comes', async () => {
    const bytes = pdf(500_000);
    const stream = new ReadableStream({
      start(controller) {
        for (let at = 0; at < bytes.length; at += 9_999) {
          controller.enqueue(bytes.subarray(at, at + 9_999));
        }
        controller.close();
      },
    });
    expect(await upload(stream)).toMatchObject({ status: 201, body: { size: 500_000 } });
  });

  test('takes exactly as much as is set, and not a byte more', async () => {
    expect(await upload(pdf(MAX_BYTES))).toMatchObject({ status: 201 });
    const expected = refusal(413, 'BAD_USER_INPUT', /1048576 bytes.*UPLOAD_MAX_BYTES/);
    expect(await upload(pdf(MAX_BYTES + 1))).toMatchObject(expected);
    const stream = new ReadableStream({
      start(controller) {
        controller.enqueue(pdf(MAX_BYTES));
        controller.enqueue(Buffer.from('x'));
        controller.close();
      },
    });
    expect(await upload(stream)).toMatchObject(expected);
  });

  test.each([
    ['nothing', Buffer.alloc(0), /empty/],
    ['three bytes', Buffer.from('PDF'), /neither a PDF/],
    ['a picture', Buffer.alloc(5_000, 0x89), /neither a PDF/],
    ['an archive', zip([{ name: 'a.txt', content: 'a' }]), /archive/],
    [
      'a bomb',
      docx({ parts: [{ name: 'a', content: 'x', unpackedBytes: 0xf0000000 }] }),
      /unpacks to/,
    ],
    [
      'a document behind a password',
      docx({ parts: [{ name: 'a', content: 'x', isEncrypted: true }] }),
      /password/,
    ],
  ])('refuses %s with 415, whatever it is called', async (_what, bytes, message) => {
    expect(await upload(bytes, { fileName: 'fine.pdf' })).toMatchObject(
      refusal(415, 'BAD_USER_INPUT', message),
    );
  });

  test.each([
    ['', '/uploads'],
    ['an empty', '/uploads?fileName='],
    ['a blank', '/uploads?fileName=%20%09'],
    ['two', '/uploads?fileName=a.pdf&fileName=b.pdf'],
    ['a path as', '/uploads?fileName=..%2Fa.pdf'],
    ['control characters in the', '/uploads?fileName=a%0Ab.pdf'],
    ['an endless', `/uploads?fileName=${'a'.repeat(256)}`],
  ])('refuses %s file name with 400', async (_what, path) => {
    const response = await fetch(world.app.url + path, {
      method: 'POST',
      headers: world.as('service'),
      body: pdf(),
    });
    expect({ status: response.status, body: await response.json() }).toMatchObject(
      refusal(400, 'BAD_USER_INPUT', /fileName/),
    );
  });

  test('asks who calls before anything of the body', async () => {
    expect(await upload(pdf(), { headers: {} })).toMatchObject(
      refusal(401, 'UNAUTHENTICATED', /./),
    );
    expect(await upload(pdf(), { headers: { 'x-api-key': 'wrong' } })).toMatchObject(
      refusal(401, 'UNAUTHENTICATED', /API key/),
    );
    expect(await upload(pdf(), { headers: world.as('user') })).toMatchObject(
      refusal(403, 'FORBIDDEN', /stands for no person/),
    );
    expect(
      await upload(pdf(), { headers: await world.asUser('nobody@crm.example') }),
    ).toMatchObject(refusal(403, 'FORBIDDEN', /Salesforce/));
  });

  test('other methods are refused with Allow', async () => {
    for (const method of ['GET', 'PUT', 'DELETE']) {
      const response = await fetch(`${world.app.url}/uploads`, {
        method,
        headers: world.as('service'),
      });
      expect(response.status).toBe(405);
      expect(response.headers.get('allow')).toBe('POST, OPTIONS');
    }
  });

  test('a packed body is not taken for the document', async () => {
    const headers = { ...world.as('service'), 'content-encoding': 'gzip' };
    expect(await upload(pdf(), { headers })).toMatchObject(
      refusal(415, 'BAD_USER_INPUT', /compressed/),
    );
  });

  test('keeps a bounded number of bytes for each caller', async () => {
    const { username } = world.salesforce.users[1]!;
    const headers = await world.asUser(username);
    const incoming = {
      id: 'a thousand pieces',
      owner: `user:${username.toLowerCase()}`,
      idleMs: 60_000,
      maxPieces: { ofOwner: 9_999, inAll: 9_999 },
    };
    for (let index = 0; index < 1_000; index += 1) {
      await world.app.store.uploads.append(incoming, index, Buffer.from('x'));
    }
    const refused = await upload(pdf(), { headers });
    expect(refused).toMatchObject(refusal(429, 'RATE_LIMITED', /handed in/));
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await upload(pdf())).toMatchObject({ status: 201 });
  });
});

/** A request whose body the test writes itself. */
function open(announcedBytes: number) {
  const sent = httpRequest(address('slow.pdf'), {
    method: 'POST',
    headers: { ...world.as('service'), 'content-length': announcedBytes },
  });
  sent.on('error', () => undefined);
  const answered = once(sent, 'response').then(async ([response]) => ({
    status: (response as IncomingMessage).statusCode,
    body: await json(response as IncomingMessage),
  }));
  return { sent, answered };
}

describe('a document on a slow line', () => {
  test('a line that was cut leaves nothing behind', async () => {
    const { sent, answered } = open(MAX_BYTES);
    answered.catch(() => undefined);
    const held = async () => {
      const { uploads } = world.app.store;
      const incoming = {
        id: 'probe',
        owner: 'key:service',
        idleMs: 1,
        maxPieces: { ofOwner: 1_000_000, inAll: 1 },
      };
      const kept = await uploads.append(incoming, 0, Buffer.from('x'));
      await uploads.discard('probe');
      return kept;
    };
    sent.write(pdf(MAX_BYTES).subarray(0, 600_000));
    await expect.poll(held).toBe('full');
    sent.destroy();
    expect(await upload(pdf())).toMatchObject({ status: 201 });
  });
});
