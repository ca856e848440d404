import { z } from 'zod';

import { fieldError, notFound } from './errors.js';
import type { JsonObject } from './json.js';
import type { KeyPointerValue } from './model.js';
import { parseBody } from './parse-body.js';
import { ok, requireComposite } from './router.js';
import type { ApiCall, ApiRoute, Workspace } from './router.js';
import { toPerformer } from './state.js';
import type { WorkspaceState } from './state.js';

const BASE = '/api/v2.1/public';

const keyPointersBody = z.object({
  key_pointers: z.array(
    z.object({
      key_pointer_id: z.int().nullish(),
      key_pointer_field_name: z.string().nullish(),
      value: z.unknown().optional(),
    }),
  ),
});

/** A contract's metadata fields: what is defined for its type, and the values it has. */
export function keyPointerRoutes(workspace: Workspace): ApiRoute[] {
  const { state } = workspace;
  return [
    {
      method: 'GET',
      path: `${BASE}/key_pointers/`,
      handle: ({ query }) => ok(listDefinitions(state, query.get('contract_type_id'))),
    },
    {
      method: 'GET',
      path: `${BASE}/contracts/:id/key_pointers`,
      handle: (call) => ok(requireComposite(call, workspace, true).keyPointers.map(toKeyPointer)),
    },
    {
      method: 'POST',
      path: `${BASE}/contracts/:id/key_pointers/bulk`,
      handle: (call) => setKeyPointers(call, workspace),
    },
    {
      method: 'PATCH',
      path: `${BASE}/contracts/:id/key_pointers/:valueId`,
      handle: (call) => patchKeyPointer(call, workspace),
    },
  ];
}

export function toKeyPointer(row: KeyPointerValue): JsonObject {
  return {
    id: row.id,
    value: row.value,
    label: row.label,
    field_name: row.fieldName,
    data_type: row.dataType,
    format_option: {},
  };
}

function setKeyPointers(call: ApiCall, workspace: Workspace) {
  const { state, lifecycle } = workspace;
  const contract = requireComposite(call, workspace);
  const { key_pointers: entries } = parseBody(keyPointersBody, call.body);
  const updates = entries.map((entry, index) => {
    const definition = state.definitions.find(
      ({ id, fieldName, contractTypeId }) =>
        contractTypeId === contract.contractTypeId &&
        (id === entry.key_pointer_id || fieldName === entry.key_pointer_field_name),
    );
    if (!definition) {
      const field = entry.key_pointer_id ? 'key_pointer_id' : 'key_pointer_field_name';
      const message = ['No such metadata field for this contract type.'];
      throw fieldError({ key_pointers: { [String(index)]: { [field]: message } } });
    }
    return { definition, value: entry.value };
  });
  for (const { definition, value } of updates) {
    lifecycle.setKeyPointer(contract, definition, value, toPerformer(call.actor));
  }
  const touched = new Set(updates.map(({ definition }) => definition.id));
  return ok(
    contract.keyPointers.filter(({ definitionId }) => touched.has(definitionId)).map(toKeyPointer),
  );
}

/** Takes the id of a value row, where the bulk operation takes the definition's. */
function patchKeyPointer(call: ApiCall, workspace: Workspace) {
  const contract = requireComposite(call, workspace);
  const row = contract.keyPointers.find(({ id }) => String(id) === call.params.valueId);
  const definition = workspace.state.definitions.find(({ id }) => id === row?.definitionId);
  if (!row || !definition) throw notFound();
  const { value } = parseBody(z.object({ value: z.unknown().optional() }), call.body);
  workspace.lifecycle.setKeyPointer(contract, definition, value, toPerformer(call.actor));
  return ok(toKeyPointer(row));
}

function listDefinitions(state: WorkspaceState, contractTypeId: string | null) {
  if (contractTypeId === null) throw fieldError({ contract_type_id: ['Field required'] });
  return state.definitions
    .filter((definition) => String(definition.contractTypeId) === contractTypeId)
    .map(({ id, fieldName, template }) => ({
      id,
      descriptors: template.attributes.filter(
        ({ variable, parent_variable: parent }) => (parent ?? variable) === fieldName,
      ),
      section: { id: 1, section_type: 'USER_DEFINED', name: template.name },
    }));
}
