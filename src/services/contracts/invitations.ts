import type { Reader } from '../../auth/caller.js';
import type { Invitation, Invitations } from '../../connectors/spotdraft/invitations.js';
import type { ContractId } from '../../domain/contract-id.js';
import type { InvitationPermission } from '../../domain/invitation.js';
import type { SpotDraftUser } from '../../domain/spotdraft-user.js';
import type { UserError } from '../../domain/user-error.js';
import type { SharedParts } from '../create-services.js';
import { pageOf, readLivePage } from '../paging/live-list.js';
import type { Page, PageRequest } from '../paging/page.js';
import { emailErrors } from '../email-errors.js';
import { countErrors, lengthErrors, LONGEST } from '../text-length.js';
import { choiceErrors, inviteeOf } from './chosen-people.js';
import { stateErrors } from './contract-acts.js';
import type { ContractResult } from './contract-acts.js';

export interface InvitationService {
  /** Who in the workspace may open the contract. Live; for a contract that the caller has been shown. */
  authorizedUsers(id: ContractId, request: PageRequest): Promise<Page<SpotDraftUser>>;
  /** @throws InputError for malformed ids, NotFoundError for a contract that the reader does not see. */
  invite(reader: Reader, input: InviteToContractInput): Promise<ContractResult>;
  /** @throws as `invite`. */
  uninvite(reader: Reader, input: UninviteFromContractInput): Promise<ContractResult>;
}

export interface InviteToContractInput {
  readonly contractId: string;
  readonly invitations: readonly InvitationInput[];
}

interface InvitationInput {
  readonly permission: InvitationPermission;
  readonly userId?: string;
  readonly roleId?: string;
  readonly email?: string;
  readonly name?: string;
  readonly note?: string;
}

export interface UninviteFromContractInput {
  readonly contractId: string;
  readonly userId?: string;
  readonly roleId?: string;
  readonly everyone?: boolean;
}

const MAX_INVITATIONS = 50;

export function createInvitationService(
  parts: Pick<SharedParts, 'acts' | 'cursorSeal'> & { readonly spotdraft: Invitations },
): InvitationService {
  const { spotdraft, acts } = parts;
  return {
    authorizedUsers: (id, request) =>
      readLivePage(
        {
          name: ['authorizedUsers', id],
          read: async (page) => {
            const { users } = await spotdraft.listAuthorizedUsers(id, { lane: 'interactive' });
            return pageOf(users, page);
          },
          idOf: (user) => user.id,
          show: async (users) => users,
          hides: false,
        },
        request,
        parts.cursorSeal,
      ),

    async invite(reader, input) {
      const members = input.invitations.map(inviteeOf);
      const view = await acts.requireVisible(reader, input.contractId);
      const wrong = [...inputErrors(input), ...stateErrors(view, 'INVITE_TO_CONTRACT')];
      if (wrong.length > 0) return { contract: view, userErrors: wrong };
      const invitations = input.invitations.map((one, index) =>
        toInvitation(one, members[index] ?? null),
      );
      const outcome = await acts.act(reader, view, (id, options) =>
        spotdraft.inviteToContract(id, invitations, options),
      );
      return outcome.done
        ? acts.currentView(reader, view)
        : { contract: view, userErrors: outcome.userErrors };
    },

    async uninvite(reader, input) {
      const { userId, roleId, everyone } = input;
      const invitee = inviteeOf(input);
      const view = await acts.requireVisible(reader, input.contractId);
      const wrong = [
        ...choiceErrors([], { userId, roleId, everyone }),
        ...stateErrors(view, 'UNINVITE_FROM_CONTRACT'),
      ];
      if (wrong.length > 0) return { contract: view, userErrors: wrong };
      const outcome = await acts.act(reader, view, (id, options) =>
        invitee === null
          ? spotdraft.uninviteEverybody(id, options)
          : spotdraft.uninviteFromContract(id, invitee, options),
      );
      return outcome.done
        ? acts.currentView(reader, view)
        : { contract: view, userErrors: outcome.userErrors };
    },
  };
}

function toInvitation(
  { permission, email, name, note }: InvitationInput,
  member: ReturnType<typeof inviteeOf>,
): Invitation {
  const invitee = member ?? {
    email: email ?? '',
    ...(name === undefined ? {} : { name }),
  };
  return { permission, invitee, ...(note === undefined ? {} : { note }) };
}

function inputErrors({ invitations }: InviteToContractInput): UserError[] {
  const errors = countErrors('invitations', invitations, { max: MAX_INVITATIONS });
  if (errors.length > 0) return errors;
  return invitations.flatMap(({ userId, roleId, email, name, note }, index) => {
    const path = ['invitations', String(index)];
    const wrong = [
      ...choiceErrors(path, { userId, roleId, email }),
      ...(email === undefined ? [] : emailErrors([...path, 'email'], email)),
      ...lengthErrors(
        {
          name: { text: name, max: LONGEST.name },
          note: { text: note, max: LONGEST.note },
        },
        path,
      ),
    ];
    if (name !== undefined && email === undefined) {
      wrong.push({
        field: [...path, 'name'],
        code: 'INVALID_INPUT',
        message: 'A name goes with "email" alone: SpotDraft knows those of its members.',
      });
    }
    return wrong;
  });
}
