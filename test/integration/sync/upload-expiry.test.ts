import { expect } from 'vitest';
import { DOCUMENT_TYPES } from '../../../src/domain/document.js';
import { silentLog } from '../../../src/domain/log.js';
import { openStore } from '../../../src/store/open-store.js';
import { startUploadExpiry } from '../../../src/sync/index.js';
import { onEachEngine } from '../../support/each-engine.js';
import { eventually } from '../../support/eventually.js';
import { ManualClock } from '../../support/manual-clock.js';

const HOUR_MS = 60 * 60_000;

onEachEngine('a document goes with its hour, though nobody asks for it', async (nextUrl) => {
  const clock = new ManualClock();
  const store = await openStore({ url: await nextUrl(), clock, log: silentLog });
  const { uploads } = store;
  const keep = async (id: string) => {
    const maxPieces = { ofOwner: 9, inAll: 9 };
    const incoming = { id, owner: 'key:service', idleMs: HOUR_MS, maxPieces };
    await uploads.append(incoming, 0, Buffer.from('%PDF-'));
    const facts = {
      fileName: 'a.pdf',
      contentType: DOCUMENT_TYPES.pdf,
      sizeBytes: 5,
      sha256: 'a'.repeat(64),
    };
    await uploads.finish(id, facts, HOUR_MS);
  };
  await keep('first');
  const expiry = startUploadExpiry({ store, clock, log: silentLog });
  await eventually(() => expect(clock.sleeping).toBe(1));
  expect(await uploads.piece('first', 0)).not.toBeNull();
  clock.advance(HOUR_MS / 2);
  await eventually(() => expect(clock.sleeping).toBe(1));
  await keep('second');
  clock.advance(HOUR_MS / 2);
  await eventually(async () => expect(await uploads.piece('first', 0)).toBeNull());
  expect(await uploads.piece('second', 0)).not.toBeNull();
  await expiry.stop();
  await store.close();
});
