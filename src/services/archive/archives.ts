import type { Operator, Reader } from '../../auth/caller.js';
import type { ArchivedDocument, ArchiveState } from '../../domain/archived-document.js';
import { nothingArchived } from '../../domain/contract-action.js';
import type { ContractId } from '../../domain/contract-id.js';
import { notACursor } from '../../domain/cursor-refusals.js';
import type { UserError } from '../../domain/user-error.js';
import { archivedDocument } from '../../archive/newest-archives.js';
import type { ArchiveRow } from '../../store/archive-ledger.js';
import { invalidState, stateErrors } from '../contracts/contract-acts.js';
import type { ContractResult } from '../contracts/contract-acts.js';
import type { SharedParts } from '../create-services.js';
import { decodeCursor, encodeCursor, listFingerprint } from '../paging/cursor.js';
import { checkPage } from '../paging/page.js';
import type { Page, PageRequest } from '../paging/page.js';
import { checkText, lengthErrors, LONGEST } from '../text-length.js';
import { destinationStatuses } from './destination-statuses.js';
import type { DestinationStatus } from './destination-statuses.js';
import { said } from '../../domain/said.js';

export interface ArchivedDocumentView extends ArchivedDocument {
  readonly contractId: ContractId;
}

/** Where documents of executed contracts are kept. */
export interface ArchiveService {
  /** For contracts that the caller has been shown, oldest first. One question for all of them. */
  ofContracts(
    ids: readonly ContractId[],
  ): Promise<ReadonlyMap<ContractId, readonly ArchivedDocumentView[]>>;
  /** Newest first. */
  list(
    operator: Operator,
    filter: { readonly state?: readonly ArchiveState[]; readonly destination?: string },
    page: PageRequest,
  ): Promise<Page<ArchivedDocumentView>>;
  /** In the order of the archive file, then what is no longer in it. */
  destinations(operator: Operator): Promise<readonly DestinationStatus[]>;
  /**
   * The contract's document is due now at each destination, or at one; what is there already is looked at once more.
   * @throws InputError for a malformed id, NotFoundError for a contract that the reader does not see.
   */
  archive(reader: Reader, input: ArchiveContractInput): Promise<ContractResult>;
}

export interface ArchiveContractInput {
  readonly contractId: string;
  /** All of them without it. */
  readonly destination?: string;
}

export function createArchiveService({ store, acts, archive }: SharedParts): ArchiveService {
  return {
    async ofContracts(ids) {
      if (archive === null) return new Map();
      const rows = await store.archive.ofContracts(ids);
      return new Map([...rows].map(([id, each]) => [id, each.map(toView)]));
    },

    async list(_operator, { state, destination }, page) {
      checkPage(page);
      checkText('destination', destination, LONGEST.name);
      const filter = {
        ...(state === undefined ? {} : { states: state }),
        ...(destination === undefined ? {} : { destination }),
      };
      const fingerprint = listFingerprint('archives', filter);
      const after =
        page.after === undefined ? null : numberOf(decodeCursor(fingerprint, page.after).id);
      const found = await store.archive.list(filter, {
        limit: page.first + 1,
        ...(after === null ? {} : { after }),
      });
      return {
        edges: found.slice(0, page.first).map((row) => ({
          cursor: encodeCursor(fingerprint, { value: null, id: String(row.number) }),
          node: toView(row),
        })),
        hasNextPage: found.length > page.first,
        endCursor: null,
        totalCount: () => store.archive.count(filter),
      };
    },

    destinations: (_operator) => destinationStatuses(archive, store),

    async archive(reader, { contractId, destination }) {
      const view = await acts.requireVisible(reader, contractId);
      const { id } = view.contract;
      const refused = (error: UserError): ContractResult => ({
        contract: view,
        userErrors: [error],
      });
      const [tooLong] = lengthErrors({ destination: { text: destination, max: LONGEST.name } });
      if (tooLong !== undefined) return refused(tooLong);
      if (archive === null) {
        return refused(invalidState(nothingArchived()));
      }
      const names = archive.rules.destinations.map(({ name }) => name);
      if (destination !== undefined && !names.includes(destination)) {
        return refused({
          field: ['destination'],
          code: 'INVALID_INPUT',
          message: said`There is no destination of this name; there are: ${names.join(', ')}.`,
        });
      }
      const [unfit] = stateErrors(view, 'ARCHIVE_CONTRACT');
      if (unfit !== undefined) return refused(unfit);
      const options = destination === undefined ? {} : { destination };
      for (const slot of await archive.marks.again([id], options))
        await archive.pauses.end(slot.destination);
      return { contract: view, userErrors: [] };
    },
  };
}

function toView(row: ArchiveRow): ArchivedDocumentView {
  return { ...archivedDocument(row), contractId: row.contractId };
}

function numberOf(id: string): number {
  const number = Number(id);
  if (!Number.isSafeInteger(number)) throw notACursor();
  return number;
}
