import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';

import { DOCUMENT_TYPES } from '../../../src/domain/document.js';
import { UPLOAD_PIECE_BYTES } from '../../../src/store/uploads.js';
import type { Incoming, UploadFacts, Uploads } from '../../../src/store/uploads.js';
import type { Fixture } from './store-suite.js';

const IDLE_MS = 2 * 60_000;
const LIFETIME_MS = 60 * 60_000;
const ROOMY = { ofOwner: 1_000, inAll: 1_000 };
/** No text: every byte there is. */
const BYTES = Buffer.from(Array.from({ length: 1_000 }, (_, index) => index % 256));

function incoming(id: string, over: Partial<Incoming> = {}): Incoming {
  return { id, owner: 'user:priya@crm.example', idleMs: IDLE_MS, maxPieces: ROOMY, ...over };
}

function facts(over: Partial<UploadFacts> = {}): UploadFacts {
  return {
    fileName: 'Vertrag "ü".pdf',
    contentType: DOCUMENT_TYPES.pdf,
    sizeBytes: BYTES.length,
    sha256: createHash('sha256').update(BYTES).digest('hex'),
    ...over,
  };
}

/** As large as one piece says it is; what the pieces hold is of no matter to the store. */
async function upload(uploads: Uploads, id: string, over: Partial<Incoming> = {}): Promise<void> {
  expect(await uploads.append(incoming(id, over), 0, BYTES)).toBe('kept');
  expect(await uploads.finish(id, facts(), LIFETIME_MS)).not.toBeNull();
}

export function describeUploads(fixture: () => Fixture): void {
  describe('uploads', () => {
    it('gives the pieces back as they were, in whatever process, to their owner alone', async () => {
      const { store, clock, reopen } = fixture();
      const large = Buffer.alloc(UPLOAD_PIECE_BYTES, BYTES);
      expect(await store.uploads.append(incoming('a'), 0, large)).toBe('kept');
      expect(await store.uploads.append(incoming('a'), 1, BYTES)).toBe('kept');
      expect(await store.uploads.find('a', incoming('a').owner)).toBeNull();
      const told = await store.uploads.finish('a', facts(), LIFETIME_MS);
      const upload = { id: 'a', ...facts(), expiresAt: clock.in(LIFETIME_MS) };
      expect(told).toEqual(upload);
      const other = await reopen();
      expect(await other.uploads.find('a', incoming('a').owner)).toEqual(upload);
      expect(await other.uploads.find('a', 'user:tom@crm.example')).toBeNull();
      expect(await other.uploads.find('b', incoming('a').owner)).toBeNull();
      expect(Buffer.from((await other.uploads.piece('a', 0))!).equals(large)).toBe(true);
      expect(Buffer.from((await other.uploads.piece('a', 1))!).equals(BYTES)).toBe(true);
      expect(await other.uploads.piece('a', 2)).toBeNull();
    });

    it('ends a document with its lifetime, and its pieces with it', async () => {
      const { store, clock } = fixture();
      await upload(store.uploads, 'a');
      clock.advance(LIFETIME_MS - 1);
      expect(await store.uploads.find('a', incoming('a').owner)).not.toBeNull();
      clock.advance(1);
      expect(await store.uploads.find('a', incoming('a').owner)).toBeNull();
      expect(await store.uploads.removeExpired()).toBe(1);
      expect(await store.uploads.piece('a', 0)).toBeNull();
      expect(await store.uploads.removeExpired()).toBe(0);
    });

    it('gives up a document of which nothing more comes; each piece begins the wait anew', async () => {
      const { store, clock } = fixture();
      const { uploads } = store;
      await uploads.append(incoming('a'), 0, BYTES);
      clock.advance(IDLE_MS - 1);
      expect(await uploads.append(incoming('a'), 1, BYTES)).toBe('kept');
      clock.advance(IDLE_MS - 1);
      expect(await uploads.append(incoming('a'), 2, BYTES)).toBe('kept');
      clock.advance(IDLE_MS);
      expect(await uploads.append(incoming('a'), 3, BYTES)).toBe('gone');
      expect(await uploads.finish('a', facts(), LIFETIME_MS)).toBeNull();
      expect(await uploads.piece('a', 0)).toBeNull();
    });

    it('keeps pieces in their order, each once, and none after the end', async () => {
      const { uploads } = fixture().store;
      expect(await uploads.append(incoming('a'), 1, BYTES)).toBe('gone');
      await upload(uploads, 'a');
      expect(await uploads.append(incoming('a'), 1, BYTES)).toBe('gone');
      expect(await uploads.append(incoming('a', { owner: 'key:other' }), 1, BYTES)).toBe('gone');
      expect(await uploads.finish('a', facts({ fileName: 'b.pdf' }), LIFETIME_MS)).toBeNull();
      expect(await uploads.find('a', incoming('a').owner)).toMatchObject(facts());
    });

    it('discards, finished or not; again is harmless', async () => {
      const { uploads } = fixture().store;
      await upload(uploads, 'a');
      await uploads.append(incoming('b'), 0, BYTES);
      for (const id of ['a', 'b', 'b', 'c']) await uploads.discard(id);
      expect(await uploads.find('a', incoming('a').owner)).toBeNull();
      expect(await uploads.piece('a', 0)).toBeNull();
      expect(await uploads.append(incoming('b'), 1, BYTES)).toBe('gone');
    });

    it('has a bound for each owner and one for all; a document without room leaves nothing', async () => {
      const { store, clock } = fixture();
      const { uploads } = store;
      const maxPieces = { ofOwner: 2, inAll: 3 };
      const tom = { owner: 'user:tom@crm.example', maxPieces };
      await upload(uploads, 'a', { maxPieces });
      await uploads.append(incoming('b', { maxPieces }), 0, BYTES);
      expect(await uploads.append(incoming('b', { maxPieces }), 1, BYTES)).toBe('owner-full');
      // What was there of it is gone, so there is room again.
      expect(await uploads.piece('b', 0)).toBeNull();
      await upload(uploads, 'c', { maxPieces });
      await upload(uploads, 'd', tom);
      expect(await uploads.append(incoming('e', tom), 0, BYTES)).toBe('full');
      clock.advance(LIFETIME_MS);
      expect(await uploads.append(incoming('e', tom), 0, BYTES)).toBe('kept');
    });

    it('takes documents that come at once', async () => {
      const { store, reopen } = fixture();
      const other = await reopen();
      const ids = Array.from({ length: 8 }, (_, index) => `doc-${index}`);
      await Promise.all(
        ids.map((id, index) => upload((index % 2 === 0 ? store : other).uploads, id)),
      );
      for (const id of ids) {
        expect(await store.uploads.find(id, incoming(id).owner)).not.toBeNull();
      }
    });
  });
}
