import { z } from 'zod';
import type { Clock } from '../domain/clock.js';
import type { Contract } from '../domain/contract.js';
import type { Seal } from '../domain/seal.js';
import type { ArchiveRow } from '../store/archive-ledger.js';
import type { Store } from '../store/store.js';
import { LostRowError, newRow } from './archive-rows.js';
import { noted } from '../domain/said.js';

/** A row while its document is on its way. */
export interface RowInWork {
  readonly current: ArchiveRow;
  /** @throws LostRowError when somebody else has it. */
  readonly save: (changes: Partial<ArchiveRow>) => Promise<ArchiveRow>;
  /** What a put of this part was last told to go on with. */
  resume(part: ResumePart): string | null;
  saveResume(part: ResumePart): (resume: string) => Promise<void>;
}

type ResumePart = 'document' | 'sidecar';

const resumeJson = z.object({ part: z.enum(['document', 'sidecar']), text: z.string() });

interface OpenRowParts {
  readonly contract: Contract;
  /** Of the destination, oldest first. */
  readonly rows: readonly ArchiveRow[];
  readonly name: string;
  readonly version: string;
  readonly versionId: string | null;
  readonly store: Pick<Store, 'archive'>;
  readonly seal: Seal;
  readonly clock: Clock;
}

/**
 * The row of this version, with one more try counted. It takes the place of the row that named none; rows of other versions
 * that never arrived have had their time, because SpotDraft gives the present one alone.
 */
export async function openRow(parts: OpenRowParts): Promise<RowInWork> {
  const { contract, rows, name, version, versionId, store, seal, clock } = parts;
  const unnamed = rows.find(({ document }) => document === '');
  const others = rows.filter(({ document }) => document !== '' && document !== version);
  const known = rows.find(({ document }) => document === version);
  const begun =
    known ??
    newRow(contract.id, name, unnamed?.since ?? clock.now(), {
      document: version,
      versionId,
      attempts: unnamed?.attempts ?? 0,
      ordinal: 1 + others.length,
    });
  const opened = await store.archive.save({
    ...begun,
    state: 'WAITING',
    attempts: begun.attempts + 1,
    rule: null,
  });
  if (opened === null) throw new LostRowError();
  let current = opened;
  if (unnamed !== undefined) await store.archive.forget(unnamed);
  for (const other of others) {
    if (other.state !== 'WAITING' && other.state !== 'PARKED') continue;
    const lastError = noted`A later version took its place before it was archived.`;
    await store.archive.save({ ...other, state: 'SKIPPED', lastError });
  }

  async function save(changes: Partial<ArchiveRow>): Promise<ArchiveRow> {
    const saved = await store.archive.save({ ...current, ...changes });
    if (saved === null) throw new LostRowError();
    current = saved;
    return saved;
  }

  return {
    get current() {
      return current;
    },
    save,
    resume(part) {
      const text = current.resume === null ? null : seal.open(current.resume);
      if (text === null) return null;
      const parsed = resumeJson.safeParse(JSON.parse(text));
      return parsed.data?.part === part ? parsed.data.text : null;
    },
    saveResume: (part) => async (text) => {
      await save({ resume: seal.seal(JSON.stringify({ part, text })) });
    },
  };
}
