import { z } from 'zod';
import type { Invitation, Invitations } from '../../connectors/spotdraft/invitations.js';
import type { CallOptions } from '../../connectors/spotdraft/types.js';
import { parseContractId } from '../../domain/contract-id.js';
import type { ContractId } from '../../domain/contract-id.js';
import { NotFoundError } from '../../domain/errors.js';
import { NOT_SHOWN } from '../../sync/index.js';
import type { CreationKind } from '../../sync/index.js';
import { subjectOf } from '../once/subject.js';
import { addressMark } from '../people/user-creations.js';

export const INVITATION_CREATION = 'contract-invitations';

const subjectText = subjectOf(
  z.object({
    contractId: z.string(),
    /** Of those who were to be let in and could not open the contract before: members by their ids, others by their addresses. */
    users: z.array(z.string()),
    addresses: z.array(z.string()),
  }),
);

/** Where a look for invitations starts: whom to look for among those who may open the contract. */
export async function invitationSubject(
  spotdraft: Invitations,
  { id, invitations }: { readonly id: ContractId; readonly invitations: readonly Invitation[] },
  options: CallOptions,
): Promise<string> {
  const { users: present } = await spotdraft.listAuthorizedUsers(id, options);
  const invitees = invitations.map(({ invitee }) => invitee);
  return subjectText.write({
    contractId: id,
    users: invitees
      .flatMap((one) => ('userId' in one ? [one.userId] : []))
      .filter((userId) => !present.some((user) => user.id === userId)),
    addresses: invitees
      .flatMap((one) => ('email' in one ? [addressMark(one.email)] : []))
      .filter(
        (mark) => !present.some(({ email }) => email !== null && addressMark(email) === mark),
      ),
  });
}

/**
 * Finds invitations by who may open the contract now and could not before: one call makes all of them, so one of them tells.
 * Of a role nothing tells, nor of who could open it before; and whoever is new need not be listed until they come.
 */
export function createInvitationCreations({
  spotdraft,
}: {
  readonly spotdraft: Invitations;
}): CreationKind {
  return {
    kind: INVITATION_CREATION,
    async lookFor({ subject }, { isLast: _isLast, ...options }) {
      const { contractId, users, addresses } = subjectText.read(subject);
      if (users.length === 0 && addresses.length === 0) return NOT_SHOWN;
      try {
        const { users: present } = await spotdraft.listAuthorizedUsers(
          parseContractId(contractId),
          options,
        );
        const isMade = present.some(
          ({ id, email }) =>
            users.includes(id) || (email !== null && addresses.includes(addressMark(email))),
        );
        if (isMade) return contractId;
        return users.length > 0 ? null : NOT_SHOWN;
      } catch (error) {
        // The contract went away, and whoever was let in lost it, too.
        if (error instanceof NotFoundError) return null;
        throw error;
      }
    },
  };
}
