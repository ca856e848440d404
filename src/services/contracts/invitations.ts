import type { Reader } from '../../auth/caller.js';
import type { Invitation, Invitations } from '../../connectors/spotdraft/invitations.js';
import type { ContractId } from '../../domain/contract-id.js';
import type { InvitationPermission } from '../../domain/invitation.js';
import type { SpotDraftUser } from '../../domain/spotdraft-user.js';
import type { UserError } from '../../domain/user-error.js';
import type { SharedParts } from '../create-services.js';
import { makeOnce } from '../once/make-once.js';
import type { MakeOnceParts } from '../once/make-once.js';
import { pageOf, readLivePage } from '../paging/live-list.js';
import type { Page, PageRequest } from '../paging/page.js';
import { emailErrors } from '../email-errors.js';
import { countErrors, lengthErrors, LONGEST } from '../text-length.js';
import { choiceErrors, inviteeOf } from './chosen-people.js';
import { stateErrors } from './contract-acts.js';
import { INVITATION_CREATION, invitationSubject } from './invitation-creations.js';
import type { ContractResult } from './contract-acts.js';
import { said } from '../../domain/said.js';

export interface InvitationService {
  /** Who in the workspace may open the contract. Live; for a contract that the caller has been shown. */
  authorizedUsers(id: ContractId, request: PageRequest): Promise<Page<SpotDraftUser>>;
  /**
   * Lets people in, once for one wish: SpotDraft writes to them each time.
   * @throws InputError for malformed ids, NotFoundError for a contract that the reader does not see.
   */
  invite(reader: Reader, input: InviteToContractInput): Promise<ContractResult>;
  /** @throws as `invite`. */
  uninvite(reader: Reader, input: UninviteFromContractInput): Promise<ContractResult>;
}

export interface InviteToContractInput {
  readonly contractId: string;
  readonly invitations: readonly InvitationInput[];
  readonly idempotencyKey?: string;
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
  parts: MakeOnceParts &
    Pick<SharedParts, 'acts' | 'cursorSeal' | 'contractParts'> & {
      readonly spotdraft: Invitations;
    },
): InvitationService {
  const { spotdraft, acts } = parts;

  /** An earlier request let them in, and they may have been taken out since: then nothing was done now. */
  async function takenOutErrors(id: ContractId, userIds: readonly string[]): Promise<UserError[]> {
    if (userIds.length === 0) return [];
    const { users } = await spotdraft.listAuthorizedUsers(id, { lane: 'interactive' });
    return userIds
      .filter((userId) => !users.some((user) => user.id === userId))
      .map((userId) => ({
        field: ['invitations'],
        code: 'NOT_FOUND',
        message: said`An earlier request like this one invited user ${userId}, who may not open the contract any more. To invite them again, use a new idempotencyKey.`,
      }));
  }

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
      const { id } = view.contract;
      const { idempotencyKey } = input;
      const outcome = await makeOnce<null>(parts, reader, {
        kind: INVITATION_CREATION,
        what: invitations.length === 1 ? 'this invitation' : 'these invitations',
        scope: [id],
        input: invitations,
        ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
        subject: (options) => invitationSubject(spotdraft, { id, invitations }, options),
        send: async (options) => {
          await spotdraft.inviteToContract(id, invitations, options);
          return null;
        },
        // They have no id that anything would tell.
        idOf: () => id,
      });
      parts.contractParts.forget(id);
      if (!outcome.done) return { contract: view, userErrors: outcome.userErrors };
      const userIds = members.flatMap((one) => (one !== null && 'userId' in one ? one.userId : []));
      const takenOut = outcome.created ? [] : await takenOutErrors(id, userIds);
      return takenOut.length === 0
        ? acts.currentView(reader, view)
        : { contract: view, userErrors: takenOut };
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
        message: said`A name goes with "email" alone: SpotDraft knows those of its members.`,
      });
    }
    return wrong;
  });
}
