import { createRequire } from 'node:module';
import path from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createBox } from '../../src/connectors/archive/box/box.js';
import { createDropbox } from '../../src/connectors/archive/dropbox/dropbox.js';
import { systemClock } from '../../src/domain/clock.js';
import { startBoxSandbox } from '../../src/sandbox/storage/box/index.js';
import { startDropboxSandbox } from '../../src/sandbox/storage/dropbox/index.js';
import { patternOf, sampleFile } from '../contract/archive/sample-file.js';

/**
 * The vendors' own libraries as clients of our emulators: what they do not understand, the emulators have made up. They are too
 * much to be installed for it each time: `node scripts/vendor-sdks.mjs` fetches them and runs this.
 */
const folder = process.env['VENDOR_SDKS'] ?? '';
const load = createRequire(path.join(folder === '' ? import.meta.dirname : folder, 'index.js'));

const options = () => ({
  resume: null,
  save: async () => undefined,
  signal: AbortSignal.timeout(60_000),
});

interface BoxItem {
  readonly id: string;
  readonly name: string;
  readonly size?: number;
  readonly sha1?: string;
}

/** As much of box-node-sdk 10 as is used here. */
interface BoxClient {
  readonly folders: {
    createFolder(body: { name: string; parent: { id: string } }): Promise<BoxItem>;
    getFolderItems(id: string): Promise<{ readonly entries: readonly BoxItem[] }>;
  };
  readonly uploads: {
    uploadFile(body: {
      attributes: { name: string; parent: { id: string } };
      file: Readable;
    }): Promise<{ readonly entries: readonly BoxItem[] }>;
  };
  readonly chunkedUploads: {
    uploadBigFile(
      file: Readable,
      name: string,
      sizeBytes: number,
      parent: string,
    ): Promise<BoxItem>;
  };
  readonly files: { getFileById(id: string): Promise<BoxItem> };
  readonly downloads: { downloadFile(id: string): Promise<Readable> };
  readonly fileMetadata: {
    createFileMetadataById(
      id: string,
      scope: string,
      template: string,
      data: Record<string, string>,
    ): Promise<unknown>;
    getFileMetadataById(
      id: string,
      scope: string,
      template: string,
    ): Promise<{ readonly extraData?: Readonly<Record<string, string>> }>;
  };
}

describe.skipIf(folder === '')("Box's own library", () => {
  test('and our connector see the same files at the emulator', { timeout: 120_000 }, async () => {
    await using box = await startBoxSandbox();
    const sdk = load('box-node-sdk') as Record<string, new (fields: object) => object>;
    const { BaseUrls, NetworkSession } = load('box-node-sdk/networking') as typeof sdk;
    const { clientId, clientSecret, enterpriseId, folderId } = box;
    const client = new sdk['BoxClient']!({
      auth: new sdk['BoxCcgAuth']!({
        config: new sdk['CcgConfig']!({ clientId, clientSecret, enterpriseId }),
      }),
      networkSession: new NetworkSession!({
        baseUrls: new BaseUrls!({
          baseUrl: box.url,
          uploadUrl: `${box.uploadUrl}/api`,
          oauth2Url: `${box.url}/api/oauth2`,
        }),
      }),
    }) as unknown as BoxClient;
    const destination = createBox(
      {
        name: 'legal',
        type: 'box',
        folderId,
        clientId,
        clientSecret,
        enterpriseId,
        endpoints: { api: box.url, upload: box.uploadUrl },
      },
      { clock: systemClock },
    );

    // What we bring, it reads.
    const ours = await sampleFile({ folder: ['Ours'] });
    const outcome = await destination.put(ours, options());
    if (outcome.kind === 'taken') throw new Error('taken');
    const { id } = outcome.file.ref;
    const seen = await client.files.getFileById(id);
    expect(seen).toMatchObject({ name: ours.name, size: ours.sizeBytes, sha1: ours.digests.sha1 });
    expect((await buffer(await client.downloads.downloadFile(id))).equals(ours.content)).toBe(true);
    const kept = await client.fileMetadata.getFileMetadataById(id, 'global', 'properties');
    expect(JSON.stringify(kept)).toContain(ours.archiveKey);

    // What it brings, we find; a name that is taken, it is told of.
    const parent = await client.folders.createFolder({ name: 'Theirs', parent: { id: folderId } });
    const theirs = Buffer.from('%PDF-1.7 theirs');
    const attributes = { name: 'theirs.pdf', parent: { id: parent.id } };
    await client.uploads.uploadFile({ attributes, file: Readable.from([theirs]) });
    await expect(
      client.uploads.uploadFile({ attributes, file: Readable.from([theirs]) }),
    ).rejects.toThrow(/409|item_name_in_use/);
    const found = await destination.findByName(['Theirs'], 'theirs.pdf', options());
    expect(found).toMatchObject({
      sizeBytes: theirs.length,
      digest: { name: 'sha1', value: createHash('sha1').update(theirs).digest('hex') },
    });

    // In parts, which it commits as the emulator wants it.
    const big = patternOf(21 * 1024 * 1024);
    const brought = await client.chunkedUploads.uploadBigFile(
      Readable.from(piecesOf(big), { objectMode: false }),
      'big.pdf',
      big.length,
      parent.id,
    );
    expect(brought.sha1).toBe(createHash('sha1').update(big).digest('hex'));
    const { entries } = await client.folders.getFolderItems(parent.id);
    expect(entries.map(({ name }) => name).sort()).toEqual(['big.pdf', 'theirs.pdf']);
    await destination.close();
  });
});

interface DropboxFile {
  readonly id: string;
  readonly name: string;
  readonly path_display: string;
  readonly size: number;
  readonly content_hash: string;
}

/** As much of dropbox 10 as is used here. */
interface DropboxClient {
  filesUpload(arg: object): Promise<{ readonly result: DropboxFile }>;
  filesGetMetadata(arg: object): Promise<{ readonly result: DropboxFile }>;
  filesDownload(arg: object): Promise<{ readonly result: { readonly fileBinary: Buffer } }>;
  filesUploadSessionStart(
    arg: object,
  ): Promise<{ readonly result: { readonly session_id: string } }>;
  filesUploadSessionAppendV2(arg: object): Promise<unknown>;
  filesUploadSessionFinish(arg: object): Promise<{ readonly result: DropboxFile }>;
}

describe.skipIf(folder === '')("Dropbox's own library", () => {
  test('and our connector see the same files at the emulator', { timeout: 120_000 }, async () => {
    await using dropbox = await startDropboxSandbox();
    const sdk = load('dropbox') as Record<string, new (fields: object) => object>;
    const { appKey, appSecret, refreshToken } = dropbox;
    // It knows no other hosts than Dropbox's.
    const fetchHere = async (address: string, init: RequestInit) => {
      const { hostname, pathname, search } = new URL(address);
      const origin = hostname.startsWith('content') ? dropbox.contentUrl : dropbox.url;
      // It puts secrets into the address of the token, which the emulator refuses: addresses end in logs.
      const answer = await (pathname === '/oauth2/token'
        ? fetch(origin + pathname, { method: 'POST', body: new URLSearchParams(search) })
        : fetch(`${origin}${pathname}${search}`, init));
      // As the fetch of old that it is written for.
      const whole = async () => Buffer.from(await answer.arrayBuffer());
      return Object.assign(answer, { buffer: whole });
    };
    const client = new sdk['Dropbox']!({
      clientId: appKey,
      clientSecret: appSecret,
      refreshToken,
      fetch: fetchHere,
    }) as unknown as DropboxClient;
    const destination = createDropbox(
      {
        name: 'legal',
        type: 'dropbox',
        appKey,
        appSecret,
        refreshToken,
        root: [],
        namespaceId: null,
        memberId: null,
        endpoints: { api: dropbox.url, content: dropbox.contentUrl },
      },
      { clock: systemClock },
    );

    const ours = await sampleFile({ folder: ['Ours'], name: 'Müller 契約.pdf' });
    const outcome = await destination.put(ours, options());
    expect(outcome.kind).toBe('created');
    const at = '/Ours/Müller 契約.pdf';
    const { result: seen } = await client.filesGetMetadata({ path: at });
    expect(seen).toMatchObject({ size: ours.sizeBytes, content_hash: ours.digests.dropbox });
    const { result: back } = await client.filesDownload({ path: at });
    expect(Buffer.from(back.fileBinary).equals(ours.content)).toBe(true);

    const theirs = Buffer.from('%PDF-1.7 theirs');
    const arg = { path: '/Theirs/Søn.pdf', mode: { '.tag': 'add' }, autorename: false };
    await client.filesUpload({ ...arg, contents: theirs });
    // The same bytes once more are no conflict, others are.
    await client.filesUpload({ ...arg, contents: theirs });
    await expect(
      client.filesUpload({ ...arg, contents: Buffer.from('other') }),
    ).rejects.toMatchObject({ status: 409 });
    const found = await destination.findByName(['Theirs'], 'Søn.pdf', options());
    expect(found?.sizeBytes).toBe(theirs.length);

    const big = patternOf(9 * 1024 * 1024);
    const half = 4 * 1024 * 1024;
    const { result: session } = await client.filesUploadSessionStart({
      close: false,
      contents: big.subarray(0, half),
    });
    const cursor = (offset: number) => ({ session_id: session.session_id, offset });
    await client.filesUploadSessionAppendV2({
      cursor: cursor(half),
      close: false,
      contents: big.subarray(half, 2 * half),
    });
    const { result: finished } = await client.filesUploadSessionFinish({
      cursor: cursor(2 * half),
      commit: { path: '/Theirs/big.pdf', mode: { '.tag': 'add' }, autorename: false },
      contents: big.subarray(2 * half),
    });
    expect(finished.size).toBe(big.length);
    const stated = await destination.findByName(['Theirs'], 'big.pdf', options());
    expect(stated?.digest).toEqual({ name: 'dropbox', value: finished.content_hash });
    await destination.close();
  });
});

function* piecesOf(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += 64 * 1024) yield bytes.subarray(at, at + 64 * 1024);
}
