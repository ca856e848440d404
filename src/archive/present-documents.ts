import { randomUUID } from 'node:crypto';
import type { Documents, FoundDocument } from '../connectors/spotdraft/documents.js';
import type { Clock } from '../domain/clock.js';
import type { ContractId } from '../domain/contract-id.js';
import { SharedAnswers } from './shared-answers.js';
import type { SpoolLease, Spool } from './spool.js';

/** Where a contract's present document is: one question to SpotDraft, however many destinations want it. */
export interface PresentDocuments {
  /**
   * @param cause what made the document due (`Claim.correlationId`). An answer that was given on behalf of the same cause is
   * later than it, so it is the one that is wanted; a later version has another cause. Null: ask in any case.
   * @returns null while SpotDraft has none.
   */
  find(id: ContractId, cause: string | null, signal: AbortSignal): Promise<PresentDocument | null>;
}

export interface PresentDocument {
  /** Null where SpotDraft tells none. */
  readonly versionId: string | null;
  /** The bytes on our own disk, shared with whoever has them already; null while the storage does not have them yet. */
  spooled(signal: AbortSignal): Promise<SpoolLease | null>;
}

export interface PresentDocumentsParts {
  readonly spotdraft: Documents;
  readonly spool: Spool;
  readonly clock: Clock;
}

/** SpotDraft's links run out, nobody says when: one that has is asked for anew, at the cost of a try. */
const KEPT_MS = 15 * 60_000;
const MAX_KEPT = 5_000;

export function createPresentDocuments(parts: PresentDocumentsParts): PresentDocuments {
  const { spotdraft, spool, clock } = parts;
  const links = new SharedAnswers<FoundDocument | null>({
    clock,
    maxEntries: MAX_KEPT,
    keepMs: (found) => (found === null ? 0 : KEPT_MS),
  });

  async function find(
    id: ContractId,
    cause: string | null,
    signal: AbortSignal,
  ): Promise<PresentDocument | null> {
    const key = `${id} ${cause ?? randomUUID()}`;
    const ask = () => spotdraft.findDocument(id, { lane: 'background', signal });
    const { value: found, isOwn } = await links.get(key, ask, signal);
    if (found === null) return null;

    // Where no version is told, two questions may be about two documents.
    const spoolKey = found.versionId === null ? key : `${id} ${found.versionId}`;

    return {
      versionId: found.versionId,
      async spooled(taking) {
        const fetched = { isOwn: false };
        const fetch = (link: FoundDocument) => () => {
          fetched.isOwn = true;
          return link.open(taking);
        };
        try {
          const lease = await spool.take(spoolKey, fetch(found));
          if (lease !== null || (isOwn && fetched.isOwn)) return lease;
        } catch (error) {
          taking.throwIfAborted();
          if (isOwn && fetched.isOwn) throw error;
        }
        // Somebody else's link may have run out, or whoever fetched the bytes has left in the middle.
        links.forget(key, found);
        const { value: renewed } = await links.get(key, ask, taking);
        // Another version meanwhile: it has a cause of its own, and is not what this run is about.
        if (renewed === null || renewed.versionId !== found.versionId) return null;
        return spool.take(spoolKey, fetch(renewed));
      },
    };
  }

  return { find };
}
