import type { Reader } from '../../auth/caller.js';
import type { CallOptions } from '../../connectors/spotdraft/types.js';
import { parseNumberId } from '../../domain/number-id.js';
import type { SpotDraftRole, SpotDraftUser } from '../../domain/spotdraft-user.js';
import type { UserError } from '../../domain/user-error.js';
import type { SharedParts } from '../create-services.js';
import { countErrors } from '../text-length.js';
import { actOrRefuse } from './act-or-refuse.js';
import { noted } from '../../domain/said.js';

export interface RoleService {
  /** The roles of the workspace, live. */
  list(): Promise<readonly SpotDraftRole[]>;
  /** @throws InputError for malformed ids, NotFoundError for an unknown role. */
  addMembers(reader: Reader, input: RoleMembersInput): Promise<RoleMembersResult>;
  /** @throws as `addMembers`. */
  removeMembers(reader: Reader, input: RoleMembersInput): Promise<RoleMembersResult>;
}

export interface RoleMembersInput {
  readonly roleId: string;
  readonly userIds: readonly string[];
}

export interface RoleMembersResult {
  /** Null when it was refused. */
  readonly roleId: string | null;
  /** Who was added, as SpotDraft says; null when it was refused, and of a removal, of which it says nothing. */
  readonly members: readonly SpotDraftUser[] | null;
  readonly userErrors: readonly UserError[];
}

const MAX_MEMBERS = 100;

export function createRoleService({
  spotdraft,
  actingUsers,
}: Pick<SharedParts, 'spotdraft' | 'actingUsers'>): RoleService {
  async function change(
    reader: Reader,
    input: RoleMembersInput,
    call: (
      roleId: string,
      userIds: readonly string[],
      options: CallOptions,
    ) => Promise<readonly SpotDraftUser[] | null>,
  ): Promise<RoleMembersResult> {
    const roleId = parseNumberId(input.roleId, noted`a role of SpotDraft`);
    const userIds = [
      ...new Set(input.userIds.map((id) => parseNumberId(id, noted`a user of SpotDraft`))),
    ];
    const wrong = countErrors('userIds', userIds, { max: MAX_MEMBERS });
    if (wrong.length > 0) return { roleId: null, members: null, userErrors: wrong };
    const outcome = await actOrRefuse(actingUsers, reader, (options) =>
      call(roleId, userIds, options),
    );
    return outcome.done
      ? { roleId, members: outcome.value, userErrors: [] }
      : { roleId: null, members: null, userErrors: outcome.userErrors };
  }

  return {
    list: () => spotdraft.listRoles({ lane: 'interactive' }),

    addMembers: (reader, input) =>
      change(reader, input, (roleId, userIds, options) =>
        spotdraft.addRoleMembers(roleId, userIds, options),
      ),

    removeMembers: (reader, input) =>
      change(reader, input, async (roleId, userIds, options) => {
        await spotdraft.removeRoleMembers(roleId, userIds, options);
        return null;
      }),
  };
}
