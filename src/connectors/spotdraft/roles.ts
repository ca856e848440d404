import { z } from 'zod';
import type { SpotDraftRole, SpotDraftUser } from '../../domain/spotdraft-user.js';
import type { CallOptions } from './call.js';
import type { CapabilityParts } from './capability.js';
import { listWire } from './pages.js';
import { roleWire, userWire } from './user.wire.js';
import { readRows } from './wire-values.js';
import { noted } from '../../domain/said.js';

export interface Roles {
  /** The roles that are in use. */
  listRoles(options: CallOptions): Promise<readonly SpotDraftRole[]>;
  /** @returns those who were added, as SpotDraft says. */
  addRoleMembers(
    roleId: string,
    userIds: readonly string[],
    options: CallOptions,
  ): Promise<readonly SpotDraftUser[]>;
  removeRoleMembers(
    roleId: string,
    userIds: readonly string[],
    options: CallOptions,
  ): Promise<void>;
}

const rolesWire = z.union([
  z.object({ active_roles: z.array(z.unknown()) }).transform((body) => body.active_roles),
  listWire,
]);

export function createRoles({ caller, note }: CapabilityParts): Roles {
  return {
    async listRoles(options) {
      const rows = await caller.call('GET /auth/roles/', { answer: rolesWire, options });
      return readRows(rows, { row: roleWire, what: 'role', note });
    },

    async addRoleMembers(id, userIds, options) {
      const rows = await caller.call('POST /auth/roles/{id}/members', {
        path: { id },
        body: { user_ids_to_add: userIds.map(Number) },
        answer: listWire,
        subject: noted`role ${id}`,
        options,
      });
      return readRows(rows, { row: userWire, what: 'user', note });
    },

    async removeRoleMembers(id, userIds, options) {
      await caller.call('DELETE /auth/roles/{id}/members', {
        path: { id },
        body: { user_ids_to_remove: userIds.map(Number) },
        subject: noted`role ${id}`,
        options,
      });
    },
  };
}
