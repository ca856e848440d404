import type { ContractId } from '../../domain/contract-id.js';
import type { Contract } from '../../domain/contract.js';

/** Who keeps documents of executed contracts elsewhere, and wants to know which there are. Neither asks SpotDraft. */
export interface ExecutedDocuments {
  /** Where they are kept, all places in one text: another text has been told of nothing yet. */
  readonly scope: string;
  /** These are executed: what of theirs is not kept yet is to be fetched. */
  missing(ids: readonly ContractId[]): Promise<unknown>;
  /** These may have another document than they had. */
  changed(ids: readonly ContractId[]): Promise<unknown>;
}

/** Tells of those among `contracts` that are executed; costs nothing where nobody wants to know. */
export async function tellExecuted(
  documents: ExecutedDocuments | null | undefined,
  contracts: Iterable<Contract>,
  isChanged: (id: ContractId) => boolean = () => false,
): Promise<void> {
  if (documents === null || documents === undefined) return;
  const executed = [...contracts].filter(({ status }) => status === 'EXECUTED').map(({ id }) => id);
  if (executed.length === 0) return;
  await documents.changed(executed.filter(isChanged));
  await documents.missing(executed.filter((id) => !isChanged(id)));
}
