import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Clock } from '../../src/domain/clock.js';
import { silentLog } from '../../src/domain/log.js';
import { openStore } from '../../src/store/open-store.js';
import type { Store } from '../../src/store/store.js';

export interface TempStore extends AsyncDisposable {
  readonly store: Store;
  readonly url: string;
}

/** An empty SQLite store in a folder of its own, which goes with it. */
export async function openTempStore(clock: Clock): Promise<TempStore> {
  const folder = await mkdtemp(path.join(tmpdir(), 'dealdraft-store-'));
  const url = `sqlite:${path.join(folder, 'test.db')}`;
  const store = await openStore({ url, clock, log: silentLog });
  return {
    store,
    url,
    async [Symbol.asyncDispose]() {
      await store.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
