import { DestinationError } from '../connectors/archive/destination.js';
import type { Destination } from '../connectors/archive/destination.js';
import type { Digests } from '../domain/archived-file.js';
import type { Clock } from '../domain/clock.js';
import type { ContractId } from '../domain/contract-id.js';
import type { Contract } from '../domain/contract.js';
import { DOCUMENT_TYPES } from '../domain/document.js';
import type { Log } from '../domain/log.js';
import type { Seal } from '../domain/seal.js';
import type { ArchiveRow } from '../store/archive-ledger.js';
import type { Claim } from '../store/queue.js';
import type { Store } from '../store/store.js';
import type { RunResult } from '../work/run-result.js';
import { archiveKeyOf, documentOfBytes, documentOfVersion, sidecarKeyOf } from './archive-key.js';
import { ruleOf } from './archive-marks.js';
import { latestOf, newRow } from './archive-rows.js';
import type { ExecutedFacts } from './executed-facts.js';
import type { ArchiveDestination } from './file/archive-rules.js';
import { fileMetadata, sidecarText } from './metadata.js';
import type { ArchiveFacts } from './metadata.js';
import { placeDocument } from './place-document.js';
import type { PresentDocuments } from './present-documents.js';
import type { RecordInSpotDraft } from './record-in-spotdraft.js';
import { openRow } from './row-in-work.js';
import type { RowInWork } from './row-in-work.js';
import { putSidecar } from './sidecars.js';
import type { SpooledDocument } from './spool.js';
import { verifyFile } from './verify-file.js';
import { noted } from '../domain/said.js';

export interface ArchiveDocumentParts {
  readonly rules: ArchiveDestination;
  readonly destination: () => Promise<Destination>;
  readonly store: Pick<Store, 'archive' | 'contracts'>;
  readonly documents: PresentDocuments;
  readonly facts: ExecutedFacts;
  readonly seal: Seal;
  readonly recordInSpotDraft: RecordInSpotDraft;
  /** The ledger says something new of the contract: its CRM record may have to say it, too. */
  readonly onArchived: (id: ContractId) => Promise<void>;
  readonly clock: Clock;
  readonly log: Log;
}

/** A document that is late is asked for again after a part of the time that it has been late. */
const LATE = { leastMs: 5_000, mostMs: 10 * 60_000, part: 0.25 };
const EXTENSIONS = { [DOCUMENT_TYPES.pdf]: '.pdf', [DOCUMENT_TYPES.docx]: '.docx' } as const;

/** Whose document is due, and what made it so. */
export type ArchiveClaim = Pick<Claim<ContractId>, 'key' | 'correlationId'>;

interface Work {
  readonly contract: Contract;
  /** Of this destination, oldest first. */
  readonly rows: readonly ArchiveRow[];
  readonly signal: AbortSignal;
}

/**
 * Brings a contract's present document to one destination and sees that it is there. Safe to be cut off anywhere and repeated:
 * what was done is found by the ledger, or else by looking at the destination.
 *
 * @throws what the ports throw; LostRowError when somebody else has the row by now.
 */
export function createArchiveDocument(
  parts: ArchiveDocumentParts,
): (claim: ArchiveClaim, signal: AbortSignal) => Promise<RunResult> {
  const { rules, store, documents, facts, clock, log } = parts;
  const { name } = rules;

  return async function archive({ key: id, correlationId }, signal) {
    const [stored, ledger] = await Promise.all([
      store.contracts.get([id]),
      store.archive.ofContracts([id]),
    ]);
    const rows = (ledger.get(id) ?? []).filter((row) => row.destination === name);
    const known = stored.get(id);
    if (known?.contract.status !== 'EXECUTED') {
      await forgetUnnamed(rows);
      return { kind: 'done' };
    }
    const { contract } = known;
    const work: Work = { contract, rows, signal };
    if (await isSkipped(work)) return { kind: 'done' };
    // One that can't be opened costs no call of SpotDraft.
    await parts.destination();
    const found = await documents.find(id, correlationId, signal);
    if (found === null) return late(work);
    const { versionId } = found;
    if (versionId !== null) {
      const settled = await settledRow(work, documentOfVersion(versionId));
      if (settled !== null) return settled;
    }
    const lease = await found.spooled(signal);
    if (lease === null) return late(work);
    try {
      const { document } = lease;
      const version =
        versionId === null
          ? documentOfBytes(document.digests.sha256)
          : documentOfVersion(versionId);
      const settled = await settledRow(work, version);
      return settled ?? (await keep(work, { version, versionId, document }));
    } finally {
      await lease.release();
    }
  };

  /** A row that names no document yet has done its work when there is one that does. */
  async function forgetUnnamed(rows: readonly ArchiveRow[]): Promise<void> {
    const unnamed = rows.find(({ document }) => document === '');
    if (unnamed !== undefined) await store.archive.forget(unnamed);
  }

  /**
   * Judged before anybody is asked for the document. What was brought there once stays and is looked after, its later versions
   * with it, whatever the condition says by now.
   */
  async function isSkipped({ contract, rows, signal }: Work): Promise<boolean> {
    if (rules.rules.when === null || rows.some(({ archivedAt }) => archivedAt !== null))
      return false;
    if (await facts.isWanted(rules, contract, signal)) return false;
    const row = latestOf(rows, name) ?? newRow(contract.id, name, clock.now());
    await store.archive.save({ ...row, state: 'SKIPPED', rule: ruleOf(rules), lastError: null });
    return true;
  }

  async function late({ contract, rows }: Work): Promise<RunResult> {
    const row = latestOf(rows, name);
    const waiting = row?.state === 'WAITING' ? row : newRow(contract.id, name, clock.now());
    const lastError = noted`SpotDraft has not finished the document yet.`;
    if (waiting.lastError !== lastError) await store.archive.save({ ...waiting, lastError });
    const lateMs = clock.now().getTime() - waiting.since.getTime();
    const afterMs = Math.min(LATE.mostMs, Math.max(LATE.leastMs, lateMs * LATE.part));
    return { kind: 'again', afterMs };
  }

  /** What is to be done where this version is archived already; null where it is not. */
  async function settledRow({ contract, rows }: Work, version: string): Promise<RunResult | null> {
    const row = rows.find(({ document }) => document === version);
    if (row?.state !== 'ARCHIVED') return null;
    await forgetUnnamed(rows);
    await record(contract, row);
    return { kind: 'done' };
  }

  async function keep(
    work: Work,
    found: {
      readonly version: string;
      readonly versionId: string | null;
      readonly document: SpooledDocument;
    },
  ): Promise<RunResult> {
    const { contract, signal } = work;
    const { document, versionId } = found;
    const { plan, executedAt } = await facts.plan(rules, contract, signal);
    const row = await openRow({ ...work, ...parts, name, version: found.version, versionId });
    const destination = await parts.destination();
    const archiveKey = archiveKeyOf(contract.id, found.version);
    const there = row.current.at === null ? null : await look(row, destination, signal);
    if (there !== null) {
      if (there !== 'same') return there;
    }
    const factsOf = (sent: Digests, sizeBytes: number): ArchiveFacts => ({
      archiveKey,
      contractId: contract.id,
      contractName: contract.name,
      contractType: contract.type.name,
      counterparty: contract.counterpartyName,
      referenceId: contract.referenceId,
      executedAt,
      dealId: contract.opportunityId,
      versionId,
      sha256: sent.sha256,
      sizeBytes,
      spotdraftUrl: contract.url,
      archivedAt: row.current.since.toISOString(),
    });
    if (there === null) {
      const placed = await placeDocument(
        row.current,
        {
          folder: plan.folder,
          wanted: plan.fileName,
          extension: EXTENSIONS[document.contentType],
          hasSidecar: rules.sidecar,
        },
        {
          archiveKey,
          contentType: document.contentType,
          sizeBytes: document.sizeBytes,
          digests: document.digests,
          metadata: fileMetadata(factsOf(document.digests, document.sizeBytes), plan.metadata),
          bytes: document.bytes,
        },
        {
          destination,
          ledger: store.archive,
          save: row.save,
          put: { signal, resume: row.resume('document'), save: row.saveResume('document') },
        },
      );
      const { ref, versionId: destinationVersionId } = placed.file;
      await row.save({
        at: { id: ref.id, path: ref.path, url: ref.url },
        planned: row.current.planned ?? placed.where ?? plannedOf(ref.path),
        sent: placed.digests,
        sizeBytes: placed.sizeBytes,
        destinationVersionId,
        resume: null,
      });
      const seen = await look(row, destination, signal);
      if (seen === null) {
        return backOff(
          noted`The destination does not have the document that it has just taken. It is tried again.`,
        );
      }
      if (seen !== 'same') return seen;
    }
    await keepSidecar(row, destination, factsOf, plan.metadata, signal);
    const at = clock.now();
    await row.save({
      state: 'ARCHIVED',
      lastError: null,
      archivedAt: row.current.archivedAt ?? at,
      verifiedAt: at,
      resume: null,
    });
    log.info({ contractId: contract.id, destination: name, document: found.version }, 'archived');
    await parts.onArchived(contract.id);
    await record(contract, row.current);
    return { kind: 'done' };
  }

  /** What lies where the row says: the same, nothing (null), or bytes that the destination has altered. */
  async function look(
    row: RowInWork,
    destination: Destination,
    signal: AbortSignal,
  ): Promise<'same' | RunResult | null> {
    const { at, sent, sizeBytes } = row.current;
    if (at === null || sent === null || sizeBytes === null) return null;
    const seen = await verifyFile(
      destination,
      at,
      { sizeBytes, digests: sent },
      { by: 'digest', signal },
    );
    switch (seen.kind) {
      case 'missing':
        await row.save({ at: null, stored: null });
        return null;
      case 'same':
        await row.save({
          stored: seen.stored,
          destinationVersionId: seen.versionId ?? row.current.destinationVersionId,
        });
        return 'same';
      case 'other': {
        await row.save({ stored: seen.stored });
        return { kind: 'park', reason: alteredText(sent.sha256, sizeBytes, seen) };
      }
    }
  }

  async function keepSidecar(
    row: RowInWork,
    destination: Destination,
    factsOf: (sent: Digests, sizeBytes: number) => ArchiveFacts,
    own: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<void> {
    const { planned, sent, sizeBytes } = row.current;
    if (!rules.sidecar || planned === null || sent === null || sizeBytes === null) return;
    const told = factsOf(sent, sizeBytes);
    const isThere = await putSidecar(
      destination,
      { ...planned, archiveKey: told.archiveKey },
      { text: sidecarText(told, own, planned.name), archiveKey: sidecarKeyOf(told.archiveKey) },
      { signal, resume: row.resume('sidecar'), save: row.saveResume('sidecar') },
    );
    if (!isThere) {
      throw new DestinationError(
        noted`The place of the document's ".json" was taken by another file meanwhile. Move that file away, then run "dealdraft archive retry".`,
        { fault: 'refused' },
      );
    }
  }

  async function record(contract: Contract, row: ArchiveRow): Promise<void> {
    if (!rules.recordInSpotDraft || row.isRecorded) return;
    await parts.recordInSpotDraft(contract.id, row);
    await store.archive.save({ ...row, isRecorded: true });
  }
}

function backOff(reason: string): RunResult {
  // How long, and whether it is not the last time, is for the worker to say.
  return { kind: 'back-off', afterMs: 0, reason };
}

function alteredText(
  sha256: string,
  sizeBytes: number,
  seen: { readonly stored: { readonly value: string }; readonly sizeBytes: number },
): string {
  return noted`The destination altered the document: ${sizeBytes} bytes with SHA-256 ${sha256} were brought, and ${seen.sizeBytes} bytes with SHA-256 ${seen.stored.value} lie there. Turn off what changes files there (such as property promotion of a SharePoint library), remove the file, then run "dealdraft archive retry".`;
}

/** Where a document was found that somebody has moved or renamed. */
function plannedOf(path: string): { readonly folder: readonly string[]; readonly name: string } {
  const names = path.split('/').filter((name) => name !== '');
  return { folder: names.slice(0, -1), name: names.at(-1) ?? path };
}
