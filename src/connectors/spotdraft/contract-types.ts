import { z } from 'zod';
import type { AccessGrant, AccessPermission } from '../../domain/access-grant.js';
import type { Entity } from '../../domain/entity.js';
import type { CallOptions } from './call.js';
import type { CapabilityParts } from './capability.js';
import { contractTypeEntityWire } from './entity.wire.js';
import { listWire } from './pages.js';
import { roleWire, userWire } from './user.wire.js';
import { numberId, readRows, text } from './wire-values.js';
import { noted } from '../../domain/said.js';

export interface ContractTypes {
  listContractTypes(options: CallOptions): Promise<readonly ContractTypeSummary[]>;
  /** Which of the workspace's entities contract by this type. */
  listEntitiesOfType(id: string, options: CallOptions): Promise<readonly Entity[]>;
  /** Who may do these things with contracts of the type. */
  listAccess(
    id: string,
    permissions: readonly AccessPermission[],
    options: CallOptions,
  ): Promise<readonly AccessGrant[]>;
}

export interface ContractTypeSummary {
  readonly id: string;
  readonly name: string;
}

export const contractTypesWire = z.array(z.object({ id: numberId, name: z.string() }));

const typeWire = z.object({ id: numberId, name: z.string() });
const accessWire = z.object({ permission_list: z.array(z.unknown()) });
const permissionWire = z.object({
  permission_label: z.string(),
  authorized_list: z.array(z.unknown()),
});
const grantWire = z.object({
  kind: text,
  subject_id: numberId,
  role: roleWire.nullish().catch(null),
  user: userWire.nullish().catch(null),
});

export function createContractTypes({ caller, note }: CapabilityParts): ContractTypes {
  return {
    async listContractTypes(options) {
      const rows = await caller.call('GET /contract_types/', { answer: listWire, options });
      return readRows(rows, { row: typeWire, what: 'contract type', note });
    },

    async listEntitiesOfType(id, options) {
      const rows = await caller.call('GET /contract_types/{id}/entities', {
        path: { id },
        answer: listWire,
        subject: noted`contract type ${id}`,
        options,
      });
      return readRows(rows, { row: contractTypeEntityWire, what: 'entity', note });
    },

    async listAccess(id, permissions, options) {
      const { permission_list: list } = await caller.call(
        'POST /contract_types/{id}/access_control',
        {
          path: { id },
          body: { permission_filter_list: [...permissions] },
          answer: accessWire,
          subject: noted`contract type ${id}`,
          options,
        },
      );
      return readRows(list, { row: permissionWire, what: 'permission', note }).flatMap(
        ({ permission_label: permission, authorized_list: grants }) =>
          readRows(grants, { row: grantWire, what: 'access grant', note }).map(
            ({ kind, subject_id: subjectId, user, role }) => ({
              permission,
              kind: kind ?? '',
              subjectId,
              user: user ?? null,
              role: role ?? null,
            }),
          ),
      );
    },
  };
}
