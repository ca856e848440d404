import { z } from 'zod';
import type { Approvals } from '../../connectors/spotdraft/approvals.js';
import { parseContractId } from '../../domain/contract-id.js';
import type { ContractId } from '../../domain/contract-id.js';
import type { CallOptions } from '../../connectors/spotdraft/types.js';
import type { CreationKind } from '../../sync/index.js';
import { fingerprint } from '../once/fingerprint.js';
import { subjectOf } from '../once/subject.js';

export const APPROVAL_CREATION = 'approvals';

const subjectText = subjectOf(
  z.object({ contractId: z.string(), before: z.array(z.string()), names: z.array(z.string()) }),
);

/** The approvals that were there, so that older ones of the same name are not taken for the new ones. */
export async function approvalSubject(
  spotdraft: Approvals,
  { id, names }: { readonly id: ContractId; readonly names: readonly string[] },
  options: CallOptions,
): Promise<string> {
  const present = await spotdraft.listApprovals(id, options);
  const marks = names.map((name) => fingerprint(name));
  const before = present
    .filter(({ name }) => marks.includes(fingerprint(name)))
    .map((approval) => approval.id);
  return subjectText.write({ contractId: id, before, names: marks });
}

/** Several approvals of one request, as one id. */
export function approvalsId(ids: readonly string[]): string {
  return ids.join(',');
}

/** Finds approvals that were asked for among those of the contract, by their names. */
export function createApprovalCreations(parts: { readonly spotdraft: Approvals }): CreationKind {
  return {
    kind: APPROVAL_CREATION,
    async lookFor({ subject }, { isLast: _isLast, ...options }) {
      const { contractId, before, names } = subjectText.read(subject);
      const present = await parts.spotdraft.listApprovals(parseContractId(contractId), options);
      const found = present
        .filter(({ id, name }) => !before.includes(id) && names.includes(fingerprint(name)))
        .map(({ id }) => id);
      return found.length === 0 ? null : approvalsId(found);
    },
  };
}
