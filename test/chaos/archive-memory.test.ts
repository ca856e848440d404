import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { takeDigests } from '../../src/archive/take-digests.js';
import { createDestination } from '../../src/connectors/archive/create-destination.js';
import type { FileToPut } from '../../src/connectors/archive/destination.js';
import type { DestinationConfig } from '../../src/domain/destination-config.js';

const FILE_BYTES = 250 * 1024 * 1024;
const PIECE_BYTES = 64 * 1024;
const LOOK_EVERY_BYTES = 8 * 1024 * 1024;
/** A part or two, and what lies in sockets; a fourth of the file. */
const MOST_HELD_BYTES = 64 * 1024 * 1024;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** What is really held: garbage is collected before each look. */
class HeldBytes {
  readonly #before = HeldBytes.#now();
  most = 0;
  #seenBytes = 0;

  static #now(): number {
    collectGarbage();
    return process.memoryUsage().arrayBuffers;
  }

  wentBy(piece: Uint8Array): void {
    const looks = Math.floor(this.#seenBytes / LOOK_EVERY_BYTES);
    this.#seenBytes += piece.length;
    if (Math.floor(this.#seenBytes / LOOK_EVERY_BYTES) === looks) return;
    this.most = Math.max(this.most, HeldBytes.#now() - this.#before);
  }
}

/** A fresh piece each time, as from a disk. */
async function* pieces(start = 0, end = FILE_BYTES): AsyncGenerator<Uint8Array> {
  for (let at = start; at < end; at += PIECE_BYTES) {
    const piece = Buffer.alloc(Math.min(PIECE_BYTES, end - at));
    for (let offset = 0; offset < piece.length; offset += 512) piece[offset] = (at + offset) >> 9;
    yield piece;
  }
}

describe('250 MB', () => {
  let emulators: ChildProcess;
  let directory: string;
  const configs = new Map<string, DestinationConfig>();
  let file: FileToPut;

  beforeAll(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'archive-'));
    configs.set('folder', { name: 'folder', type: 'folder', directory });
    const program = path.join(import.meta.dirname, 'archive-emulators.ts');
    const child = spawn(process.execPath, ['--import', 'tsx', program], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    emulators = child;
    const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
    for (const config of JSON.parse(line) as DestinationConfig[]) configs.set(config.name, config);
    const { digests, sizeBytes } = await takeDigests(pieces());
    file = {
      archiveKey: 'T-1/v1',
      folder: ['NDA'],
      name: 'Large (T-1).pdf',
      contentType: 'application/pdf',
      sizeBytes,
      digests,
      metadata: { archiveKey: 'T-1/v1' },
      bytes: pieces,
    };
  }, 600_000);

  afterAll(async () => {
    emulators.stdin?.end();
    await once(emulators, 'close');
    await rm(directory, { recursive: true, force: true });
  });

  it.each(['folder', 's3', 'google-drive', 'dropbox', 'box', 'onedrive'])(
    'goes to %s and comes back without being held',
    async (name) => {
      const destination = await createDestination(configs.get(name)!);
      const signal = AbortSignal.timeout(900_000);
      const held = new HeldBytes();
      const counted: FileToPut = {
        ...file,
        async *bytes(start, end) {
          for await (const piece of pieces(start, end)) {
            held.wentBy(piece);
            yield piece;
          }
        },
      };
      const outcome = await destination.put(counted, {
        resume: null,
        save: async () => undefined,
        signal,
      });
      expect(outcome.kind).toBe('created');
      expect(held.most).toBeLessThan(MOST_HELD_BYTES);
      const ref = outcome.kind === 'taken' ? outcome.by.ref : outcome.file.ref;

      const back = new HeldBytes();
      const counting = async function* () {
        for await (const piece of destination.read(ref, { signal })) {
          back.wentBy(piece);
          yield piece;
        }
      };
      const { digests } = await takeDigests(counting());
      expect(digests).toEqual(file.digests);
      expect(back.most).toBeLessThan(MOST_HELD_BYTES);
      await destination.remove(ref, { signal });
      await destination.close();
    },
    900_000,
  );
});
