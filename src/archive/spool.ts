import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, open, readdir, rm, stat } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Digests } from '../domain/archived-file.js';
import type { DocumentType } from '../domain/document.js';
import type { Log } from '../domain/log.js';
import { notePassed } from './passed-pieces.js';
import { DigestTaker } from './take-digests.js';

/** A document on our own disk for as long as somebody needs it: it was fetched once, and may be read as often as asked. */
export interface SpooledDocument {
  readonly contentType: DocumentType;
  readonly sizeBytes: number;
  readonly digests: Digests;
  /** From `start` to before `end`; all of it by default. */
  readonly bytes: (start?: number, end?: number) => AsyncIterable<Uint8Array>;
}

/** To be let go of once, whatever happened. */
export interface SpoolLease {
  readonly document: SpooledDocument;
  release(): Promise<void>;
}

export interface Spool {
  /**
   * The document under this key: whoever asks while another has it shares it.
   * @param fetch its bytes; null when there is none, which is then the answer.
   */
  take(
    key: string,
    fetch: () => Promise<{
      readonly contentType: DocumentType;
      readonly pieces: AsyncIterable<Uint8Array>;
    } | null>,
  ): Promise<SpoolLease | null>;
  /** Removes what is left. */
  close(): Promise<void>;
}

const PREFIX = 'dealdraft-spool';
const PIECE_BYTES = 256 * 1024;
/** A folder of another machine's on a shared disk is left alone for so long. */
const ABANDONED_AFTER_MS = 2 * 24 * 60 * 60_000;

interface Entry {
  readonly spooled: Promise<Spooled | null>;
  users: number;
}

interface Spooled extends SpooledDocument {
  readonly path: string;
}

/**
 * Documents in a folder of the machine's own (TMPDIR), which only we can read. What a process that was killed has left there
 * is removed by the next one.
 */
export function createSpool({
  log,
  root = tmpdir(),
}: {
  readonly log: Log;
  readonly root?: string;
}): Spool {
  const entries = new Map<string, Entry>();
  let folder: Promise<string> | null = null;

  async function openFolder(): Promise<string> {
    await removeAbandoned(root).catch((error: unknown) => {
      log.warn({ err: error }, 'documents of an earlier process could not be removed');
    });
    return mkdtemp(join(root, `${PREFIX}-${hostname()}-${process.pid}-`));
  }

  async function spool(fetch: Parameters<Spool['take']>[1]): Promise<Spooled | null> {
    const fetched = await fetch();
    if (fetched === null) return null;
    folder ??= openFolder();
    const path = join(await folder, `${randomUUID()}.part`);
    try {
      const taken = await write(path, fetched.pieces);
      return {
        path,
        contentType: fetched.contentType,
        ...taken,
        bytes: (start = 0, end = taken.sizeBytes) => piecesOf(path, start, end),
      };
    } catch (error) {
      await rm(path, { force: true });
      throw error;
    }
  }

  async function release(key: string, entry: Entry): Promise<void> {
    entry.users -= 1;
    if (entry.users > 0) return;
    if (entries.get(key) === entry) entries.delete(key);
    const spooled = await entry.spooled.catch(() => null);
    if (spooled !== null) await rm(spooled.path, { force: true });
  }

  return {
    async take(key, fetch) {
      const entry = entries.get(key) ?? { spooled: spool(fetch), users: 0 };
      entries.set(key, entry);
      entry.users += 1;
      try {
        const document = await entry.spooled;
        if (document !== null) return { document, release: once(() => release(key, entry)) };
      } catch (error) {
        await release(key, entry);
        throw error;
      }
      await release(key, entry);
      return null;
    },
    async close() {
      if (folder !== null) await rm(await folder, { recursive: true, force: true });
      folder = null;
    },
  };
}

async function write(
  path: string,
  pieces: AsyncIterable<Uint8Array>,
): Promise<{ readonly sizeBytes: number; readonly digests: Digests }> {
  const taker = new DigestTaker();
  const file = await open(path, 'wx', 0o600);
  try {
    for await (const piece of pieces) {
      taker.update(piece);
      await file.writeFile(piece);
    }
  } finally {
    await file.close();
  }
  return { sizeBytes: taker.sizeBytes, digests: taker.finish() };
}

async function* piecesOf(path: string, start: number, end: number): AsyncIterable<Uint8Array> {
  if (start >= end) return;
  const read = createReadStream(path, { start, end: end - 1, highWaterMark: PIECE_BYTES });
  for await (const piece of read as AsyncIterable<Buffer>) {
    yield piece;
    notePassed(piece.length);
  }
}

/** Folders of processes of this machine that are gone, and those that nobody has touched for days. */
async function removeAbandoned(root: string): Promise<void> {
  for (const name of await readdir(root)) {
    const match = new RegExp(`^${PREFIX}-(.*)-(\\d+)-[^-]*$`, 'u').exec(name);
    if (match === null) continue;
    const path = join(root, name);
    const seen = await stat(path).catch(() => null);
    if (seen?.isDirectory() !== true) continue;
    const isOurs = match[1] === hostname();
    const ageMs = Date.now() - seen.mtimeMs;
    const isAbandoned = isOurs
      ? isGone(Number(match[2]), seen.birthtimeMs)
      : ageMs > ABANDONED_AFTER_MS;
    if (isAbandoned) await rm(path, { recursive: true, force: true });
  }
}

/** In a container every process may have the same number. */
function isGone(pid: number, madeAtMs: number): boolean {
  if (pid === process.pid) return madeAtMs < Date.now() - process.uptime() * 1_000;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH';
  }
}

function once(action: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | null = null;
  return () => (done ??= action());
}
