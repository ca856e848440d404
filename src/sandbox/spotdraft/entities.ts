import { z } from 'zod';

import { addFieldError, fieldError } from './errors.js';
import type { FieldErrors } from './errors.js';
import { parseBody } from './parse-body.js';
import { JURISDICTIONS, ORGANIZATION_TYPES } from './reference-data.js';
import type { Entity } from './reference-data.js';
import { ok } from './router.js';
import type { ApiRoute, Workspace } from './router.js';
import type { WorkspaceState } from './state.js';

const PATH = '/api/v2.1/public/organizations/entities/';

const entityBody = z.object({
  name: z.string().min(1),
  reference_id: z.string(),
  jurisdiction_iso_code: z.string(),
  organization_type_id: z.int(),
  is_primary: z.boolean(),
  primary_address: z.object({
    line_one: z.string(),
    city_name: z.string(),
    state_name: z.string(),
    zipcode: z.string(),
    country_iso_code: z.string(),
  }),
});

/** The workspace's own legal entities. */
export function entityRoutes({ state }: Workspace): ApiRoute[] {
  return [
    { method: 'GET', path: PATH, handle: () => ok(state.entities) },
    {
      method: 'POST',
      path: PATH,
      handle: ({ body }) => ({ status: 201, json: createEntity(body, state) }),
    },
  ];
}

function createEntity(body: unknown, state: WorkspaceState): Entity {
  const wanted = parseBody(entityBody, body);
  const { primary_address: address } = wanted;
  const jurisdiction = JURISDICTIONS.find(({ code2 }) => code2 === wanted.jurisdiction_iso_code);
  const country = JURISDICTIONS.find(({ code2 }) => code2 === address.country_iso_code);
  const type = ORGANIZATION_TYPES.find(({ id }) => id === wanted.organization_type_id);
  const errors: FieldErrors = {};
  if (!jurisdiction) addFieldError(errors, ['jurisdiction_iso_code'], 'Unknown jurisdiction.');
  if (!country) addFieldError(errors, ['primary_address', 'country_iso_code'], 'Unknown country.');
  if (!type) addFieldError(errors, ['organization_type_id'], 'Unknown organization type.');
  if (state.entities.some((entity) => entity.reference_id === wanted.reference_id)) {
    addFieldError(errors, ['reference_id'], 'An entity with this reference already exists.');
  }
  if (!jurisdiction || !country || !type || Object.keys(errors).length > 0)
    throw fieldError(errors);
  const entity: Entity = {
    id: state.nextId('entity'),
    name: wanted.name,
    reference_id: wanted.reference_id,
    jurisdiction,
    organization_type: { id: type.id, name: type.name },
    primary_address: {
      id: state.nextId('entityAddress'),
      line_one: address.line_one,
      city_name: address.city_name,
      state_name: address.state_name,
      zipcode: address.zipcode,
      country,
    },
    is_primary: wanted.is_primary,
  };
  // There is one primary entity: a new one takes its place.
  const others = wanted.is_primary
    ? state.entities.map((one) => ({ ...one, is_primary: false }))
    : state.entities;
  state.entities = [...others, entity];
  return entity;
}
