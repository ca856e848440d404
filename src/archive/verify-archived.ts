import type { ContractId } from '../domain/contract-id.js';
import type { Clock } from '../domain/clock.js';
import type { ArchiveRow } from '../store/archive-ledger.js';
import type { Store } from '../store/store.js';
import type { Archive } from './archive.js';
import { verifyFile } from './verify-file.js';
import { noted } from '../domain/said.js';

export interface Verification {
  readonly contractId: ContractId;
  readonly destination: string;
  readonly path: string | null;
  readonly outcome: 'same' | 'other' | 'missing' | 'unread';
  /** For people; empty where it is the same. */
  readonly detail: string;
}

export interface VerifyParts {
  readonly archive: Pick<Archive, 'destination' | 'rules'>;
  readonly store: Pick<Store, 'archive'>;
  readonly clock: Clock;
  readonly random: () => number;
}

export interface VerifyOptions {
  readonly destination?: string;
  /** So many of each destination, picked by chance; all without it. */
  readonly sample?: number;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: { readonly done: number; readonly total: number }) => void;
}

const PAGE = 200;

/**
 * Reads archived documents back, byte for byte, and compares them with what was sent. What is missing or altered is parked with
 * that cause, so that a repair pass, or `archive retry`, takes it up.
 */
export async function verifyArchived(
  parts: VerifyParts,
  options: VerifyOptions,
): Promise<readonly Verification[]> {
  const { archive, store, random } = parts;
  const names = archive.rules.destinations
    .map(({ name }) => name)
    .filter((name) => options.destination === undefined || options.destination === name);
  const chosen: ArchiveRow[] = [];
  for (const name of names) {
    const rows = archivedRows(store, name);
    chosen.push(
      ...(options.sample === undefined
        ? await allOf(rows)
        : await pickSome(rows, options.sample, random)),
    );
  }
  const found: Verification[] = [];
  for (const [index, row] of chosen.entries()) {
    options.signal.throwIfAborted();
    options.onProgress({ done: index, total: chosen.length });
    found.push(await verifyRow(parts, row, options.signal));
  }
  options.onProgress({ done: chosen.length, total: chosen.length });
  return found;
}

async function verifyRow(
  { archive, store, clock }: VerifyParts,
  row: ArchiveRow,
  signal: AbortSignal,
): Promise<Verification> {
  const { contractId, destination: name, at, sent, sizeBytes } = row;
  const told = { contractId, destination: name, path: at?.path ?? null };
  if (at === null || sent === null || sizeBytes === null) {
    return { ...told, outcome: 'unread', detail: noted`It is not known what was sent.` };
  }
  try {
    const destination = await archive.destination(name);
    const expected = { sizeBytes, digests: sent };
    const seen = await verifyFile(destination, at, expected, { by: 'bytes', signal });
    if (seen.kind === 'same') {
      await store.archive.save({ ...row, verifiedAt: clock.now(), stored: seen.stored });
      return { ...told, outcome: 'same', detail: '' };
    }
    const detail =
      seen.kind === 'missing'
        ? noted`The document is no longer there.`
        : noted`What lies there has ${seen.sizeBytes} bytes and SHA-256 ${seen.stored.value}; ${sizeBytes} bytes with SHA-256 ${sent.sha256} were archived.`;
    const stored = seen.kind === 'other' ? seen.stored : null;
    await store.archive.save({ ...row, state: 'PARKED', lastError: detail, stored });
    return { ...told, outcome: seen.kind, detail };
  } catch (error) {
    signal.throwIfAborted();
    const detail = error instanceof Error ? error.message : noted`It could not be read.`;
    return { ...told, outcome: 'unread', detail };
  }
}

async function* archivedRows(
  store: Pick<Store, 'archive'>,
  destination: string,
): AsyncIterable<ArchiveRow> {
  let after: number | undefined;
  for (;;) {
    const page = await store.archive.list(
      { states: ['ARCHIVED'], destination },
      { limit: PAGE, ...(after === undefined ? {} : { after }) },
    );
    yield* page;
    after = page.at(-1)?.number;
    if (page.length < PAGE) return;
  }
}

async function allOf(rows: AsyncIterable<ArchiveRow>): Promise<readonly ArchiveRow[]> {
  const all: ArchiveRow[] = [];
  for await (const row of rows) all.push(row);
  return all;
}

/** Each with the same chance, in one pass. */
async function pickSome(
  rows: AsyncIterable<ArchiveRow>,
  count: number,
  random: () => number,
): Promise<readonly ArchiveRow[]> {
  const picked: ArchiveRow[] = [];
  let seen = 0;
  for await (const row of rows) {
    seen += 1;
    if (picked.length < count) picked.push(row);
    else {
      const place = Math.floor(random() * seen);
      if (place < count) picked[place] = row;
    }
  }
  return picked;
}
