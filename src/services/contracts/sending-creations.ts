import { z } from 'zod';
import type { Contracts } from '../../connectors/spotdraft/contracts.js';
import type { CallOptions } from '../../connectors/spotdraft/types.js';
import { parseContractId } from '../../domain/contract-id.js';
import type { ContractId } from '../../domain/contract-id.js';
import type { ContractStatus } from '../../domain/contract.js';
import { NOT_SHOWN } from '../../sync/index.js';
import type { CreationKind } from '../../sync/index.js';
import { subjectOf } from '../once/subject.js';

export const SENDING_CREATION = 'contract-sending';

/** Where a draft comes by being sent; by any other way it came without it. */
const ON_FROM_DRAFT: readonly ContractStatus[] = ['REDLINING', 'SIGN', 'EXECUTED'];

type StatusReader = Pick<Contracts, 'getStatus'>;

const subjectText = subjectOf(z.object({ contractId: z.string(), status: z.string().nullable() }));

/** Where a look for a mail to the counterparties starts: the state before it, as SpotDraft says it now. */
export async function sendingSubject(
  spotdraft: StatusReader,
  id: ContractId,
  options: CallOptions,
): Promise<string> {
  const before = await spotdraft.getStatus(id, options);
  return subjectText.write({ contractId: id, status: before?.status ?? null });
}

/** A draft that was sent is none any more. Of a contract that is out already nothing tells of one more mail. */
export function createSendingCreations({
  spotdraft,
}: {
  readonly spotdraft: StatusReader;
}): CreationKind {
  return {
    kind: SENDING_CREATION,
    async lookFor({ subject }, { isLast: _isLast, ...options }) {
      const { contractId, status } = subjectText.read(subject);
      if (status !== 'DRAFT') return NOT_SHOWN;
      const now = await spotdraft.getStatus(parseContractId(contractId), options);
      if (now?.status === 'DRAFT') return null;
      return now !== null && ON_FROM_DRAFT.includes(now.status) ? contractId : NOT_SHOWN;
    },
  };
}
