import type { ContractId } from '../../domain/contract-id.js';
import type { InvitationPermission, Invitee } from '../../domain/invitation.js';
import type { SpotDraftUser } from '../../domain/spotdraft-user.js';
import type { CallOptions } from './call.js';
import type { CapabilityParts } from './capability.js';
import { filled } from './filled.js';
import { MAX_PAGE, pageWire } from './pages.js';
import { userWire } from './user.wire.js';
import { readRows } from './wire-values.js';

export interface Invitations {
  /** Everybody in the workspace who may open the contract, and how many SpotDraft says there are. */
  listAuthorizedUsers(
    id: ContractId,
    options: CallOptions,
  ): Promise<{ readonly users: readonly SpotDraftUser[]; readonly total: number }>;
  inviteToContract(
    id: ContractId,
    invitations: readonly Invitation[],
    options: CallOptions,
  ): Promise<void>;
  uninviteFromContract(id: ContractId, invitee: Invitee, options: CallOptions): Promise<void>;
  /** Everybody who was invited; who may see the contract by their role or as a recipient still does. */
  uninviteEverybody(id: ContractId, options: CallOptions): Promise<void>;
}

export interface Invitation {
  readonly permission: InvitationPermission;
  readonly invitee: Invitee | { readonly email: string; readonly name?: string };
  readonly note?: string;
}

/** Far more people than work on one contract: a list that does not end is not read for ever. */
const MAX_PAGES = 10;

export function createInvitations({ caller, note }: CapabilityParts): Invitations {
  return {
    async listAuthorizedUsers(id, options) {
      const users = new Map<string, SpotDraftUser>();
      const read = async (query?: { page: number; limit: number }) => {
        const { results, total_results: total } = await caller.call(
          'GET /contracts/{id}/authorized_users/',
          { path: { id }, ...(query && { query }), answer: pageWire, options },
        );
        const before = users.size;
        for (const user of readRows(results, { row: userWire, what: 'user', note })) {
          users.set(user.id, user);
        }
        return { total, isNews: users.size > before };
      };
      // Its answer is that of a paged list, though no page can be asked for by the documents. So it is asked without one,
      // and for pages only where there is more; if nothing new comes of that, SpotDraft takes no pages.
      const { total } = await read();
      for (let page = 1; page <= MAX_PAGES && users.size < total; page += 1) {
        const { isNews } = await read({ page, limit: MAX_PAGE });
        if (!isNews) break;
      }
      return { users: [...users.values()], total };
    },

    async inviteToContract(id, invitations, options) {
      await caller.call('POST /contracts/{id}/invite/', {
        path: { id },
        body: {
          items: invitations.map(({ permission, invitee, note: text }) => ({
            permission_name: `CONTRACT.${permission}` as const,
            ...('email' in invitee
              ? { new_user_email: invitee.email, new_user_name: filled(invitee.name) }
              : toIds(invitee)),
            note: filled(text),
          })),
        },
        options,
      });
    },

    async uninviteFromContract(id, invitee, options) {
      await caller.call('POST /contracts/{id}/uninvite/', {
        path: { id },
        body: toIds(invitee),
        options,
      });
    },

    async uninviteEverybody(id, options) {
      await caller.call('POST /contracts/{id}/uninvite_all/', { path: { id }, options });
    },
  };
}

function toIds(invitee: Invitee) {
  return 'userId' in invitee
    ? { user_id: Number(invitee.userId) }
    : { role_id: Number(invitee.roleId) };
}
