import { z } from 'zod';

import { notFound } from './errors.js';
import type { JsonObject } from './json.js';
import { parseBody } from './parse-body.js';
import { CONTRACT_TYPES, ROLES } from './reference-data.js';
import type { Permission, Role } from './reference-data.js';
import { ok } from './router.js';
import type { ApiCall, ApiRoute, Workspace } from './router.js';

const BASE = '/api/v2.1/public/contract_types';

const PERMISSIONS = ['READ', 'SUGGEST', 'EDIT', 'SIGN', 'CREATE'] as const;
const accessBody = z.object({ permission_filter_list: z.array(z.enum(PERMISSIONS)) });

/** Contract types, the entities that may sign contracts of one, and who may do what with them. */
export function contractTypeRoutes({ state }: Workspace): ApiRoute[] {
  return [
    {
      method: 'GET',
      path: `${BASE}/`,
      handle: () => ok(CONTRACT_TYPES),
    },
    {
      method: 'GET',
      path: `${BASE}/:typeId/entities`,
      handle: (call) => {
        requireType(call);
        return ok(
          state.entities.map((entity) => ({
            entity_id: entity.id,
            entity_name: entity.name,
            entity_type: entity.organization_type.name,
            jurisdiction_of_incorporation: entity.jurisdiction.name,
            address: {
              line_one: entity.primary_address.line_one,
              city: entity.primary_address.city_name,
              state: entity.primary_address.state_name,
              country: entity.primary_address.country.name,
              zipcode: entity.primary_address.zipcode,
            },
            is_primary: entity.is_primary,
          })),
        );
      },
    },
    {
      method: 'POST',
      path: `${BASE}/:typeId/access_control`,
      handle: (call) => {
        const { id, name } = requireType(call);
        const { permission_filter_list: asked } = parseBody(accessBody, call.body);
        return ok({
          contract_type_id: id,
          contract_type_name: name,
          permission_list: asked.map((permission) => ({
            permission_label: permission,
            authorized_list: ROLES.filter((role) => allows(role, permission)).map(toGrant),
          })),
        });
      },
    },
  ];
}

function requireType({ params }: ApiCall) {
  const type = CONTRACT_TYPES.find(({ id }) => String(id) === params.typeId);
  if (!type) throw notFound();
  return type;
}

function allows({ permissions }: Role, permission: (typeof PERMISSIONS)[number]): boolean {
  const needed: Permission = permission === 'CREATE' ? 'create-contracts' : 'see-all-contracts';
  return permissions.includes(needed);
}

function toGrant({ id, name, description }: Role): JsonObject {
  return { kind: 'ROLE', subject_id: id, role: { id, name, description } };
}
