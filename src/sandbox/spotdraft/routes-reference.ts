import { z } from 'zod';

import { parseBody } from './create-contract.js';
import { addFieldError, domainError, fieldError, notFound, plainError } from './errors.js';
import type { FieldErrors } from './errors.js';
import { toPage } from './paging.js';
import { toCounterparty, toUser } from './presenters.js';
import { CONTRACT_TYPES, ENTITIES, ORGANIZATION_TYPES, ROLES } from './reference-data.js';
import { ok } from './router.js';
import type { ApiCall, ApiRoute, Workspace } from './router.js';
import { toPerformer } from './state.js';
import type { WorkspaceState } from './state.js';
import type { Template } from './templates.js';

const BASE = '/api/v2.1/public';

const counterpartyBody = z.object({
  is_individual: z.boolean(),
  organization_name: z.string().min(1).nullish(),
  organization_type: z.string().min(1).nullish(),
  brand_name: z.string().min(1).nullish(),
  contact_name: z.string().min(1).nullish(),
  contact_email: z.email().nullish(),
  primary_address: z
    .object({
      line_one: z.string().min(1),
      city_name: z.string().min(1),
      country_name: z.string().min(1),
      state_name: z.string().nullish(),
      zipcode: z.string().nullish(),
    })
    .nullish(),
});

/** What contracts are made of: templates, types, entities, metadata definitions, counterparties, people. */
export function referenceRoutes(workspace: Workspace): ApiRoute[] {
  const { state } = workspace;
  return [
    {
      method: 'GET',
      path: `${BASE}/templates/`,
      handle: ({ query }) => ok({ items: listTemplates(state, query) }),
    },
    {
      method: 'GET',
      path: `${BASE}/templates/:templateId/`,
      handle: (call) => ok(toTemplate(requireTemplate(call, state))),
    },
    {
      method: 'PATCH',
      path: `${BASE}/templates/:templateId/`,
      handle: (call) => {
        const template = requireTemplate(call, state);
        const { tags } = parseBody(z.object({ tags: z.array(z.string()).nullish() }), call.body);
        if (tags) template.tags = tags;
        return ok(toTemplate(template));
      },
    },
    {
      method: 'GET',
      path: `${BASE}/templates/:templateId/metadata`,
      handle: (call) => {
        const { attributes, counterPartyKind } = requireTemplate(call, state);
        return ok({ attributes, counter_party_kind: counterPartyKind });
      },
    },
    {
      method: 'GET',
      path: `${BASE}/contract_types/`,
      handle: () => ok(CONTRACT_TYPES),
    },
    {
      method: 'GET',
      path: `${BASE}/contract_types/:typeId/entities`,
      handle: ({ params }) => {
        if (!CONTRACT_TYPES.some(({ id }) => String(id) === params.typeId)) throw notFound();
        return ok(
          ENTITIES.map((entity) => ({
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
      method: 'GET',
      path: `${BASE}/key_pointers/`,
      handle: ({ query }) => ok(listDefinitions(state, query.get('contract_type_id'))),
    },
    {
      method: 'GET',
      path: `${BASE}/organizations/entities/`,
      handle: () => ok(ENTITIES),
    },
    {
      method: 'GET',
      path: `${BASE}/organizations/types/`,
      handle: ({ query }) => ok(listOrganizationTypes(query.get('jurisdiction_iso_code'))),
    },
    ...counterpartyRoutes(workspace),
    {
      method: 'GET',
      path: `${BASE}/auth/users/`,
      handle: ({ query }) => {
        const email = query.get('user_email')?.toLowerCase();
        const name = query.get('user_name')?.toLowerCase();
        const users = state.users.filter(
          (user) =>
            (email === undefined || user.email.toLowerCase() === email) &&
            (name === undefined || user.name.toLowerCase().startsWith(name)),
        );
        return ok(toPage(users, query, toUser));
      },
    },
    {
      method: 'GET',
      path: `${BASE}/auth/roles/`,
      handle: () =>
        ok({
          active_roles: ROLES.map(({ id, name, description }) => ({ id, name, description })),
        }),
    },
  ];
}

function counterpartyRoutes({ state, lifecycle }: Workspace): ApiRoute[] {
  return [
    {
      method: 'GET',
      path: `${BASE}/counter_parties/`,
      handle: ({ query }) => {
        const email = query.get('filter__client_email_address');
        const records = [...state.counterparties.values()].filter(
          ({ contacts }) => email === null || contacts.some((contact) => contact.email === email),
        );
        return ok(toPage(records, query, toCounterparty));
      },
    },
    {
      method: 'POST',
      path: `${BASE}/counter_parties/`,
      handle: ({ body, actor }) => {
        const record = createCounterparty(body, state);
        const event = { id: record.id, name: record.name };
        lifecycle.emitCounterparty('COUNTER_PARTY_CREATED', event, toPerformer(actor));
        return { status: 201, json: toCounterparty(record) };
      },
    },
    {
      method: 'GET',
      path: `${BASE}/counter_parties/:counterpartyId`,
      handle: ({ params }) => {
        const record = state.counterparties.get(Number(params.counterpartyId));
        if (!record) throw notFound();
        return ok(toCounterparty(record));
      },
    },
  ];
}

function createCounterparty(body: unknown, state: WorkspaceState) {
  const party = parseBody(counterpartyBody, body);
  const errors: FieldErrors = {};
  const required = party.is_individual
    ? (['contact_name', 'contact_email'] as const)
    : (['organization_name'] as const);
  for (const field of required) {
    if (!party[field]) addFieldError(errors, [field], 'Field required');
  }
  if (Object.keys(errors).length > 0) throw fieldError(errors);
  const contact =
    party.contact_name && party.contact_email
      ? { name: party.contact_name, email: party.contact_email }
      : null;
  const address = party.primary_address;
  const { record, isNew } = state.counterpartyNamed(
    (party.is_individual ? party.contact_name : party.organization_name) ?? '',
    party.is_individual,
    contact,
    address
      ? {
          line_one: address.line_one,
          city_name: address.city_name,
          state_name: address.state_name ?? '',
          zipcode: address.zipcode ?? '',
          country_name: address.country_name,
        }
      : undefined,
  );
  if (!isNew) throw plainError(400, 'A counterparty with this name exists already.');
  if (party.brand_name) record.brandName = party.brand_name;
  return record;
}

function requireTemplate({ params }: ApiCall, state: WorkspaceState): Template {
  const id = params.templateId ?? '';
  const template = /^\d+$/.test(id) ? state.template(Number(id)) : undefined;
  if (!template) throw notFound();
  return template;
}

function toTemplate({ id, name, contractTypeId, tags }: Template) {
  return { id, name, contract_type_id: contractTypeId, tags };
}

/** `tags`: the template's tags are among the given; `tags_all`: the given are among the template's. */
function listTemplates(state: WorkspaceState, query: URLSearchParams) {
  const among = query.getAll('tags');
  const all = query.getAll('tags_all');
  const kinds = query.get('cp_types')?.split('|') ?? [];
  const withArchived = query.get('include_archived') === 'true';
  return state.templates
    .filter(
      (template) =>
        (withArchived || !template.isArchived) &&
        (among.length === 0 || template.tags.every((tag) => among.includes(tag))) &&
        all.every((tag) => template.tags.includes(tag)) &&
        (kinds.length === 0 ||
          template.counterPartyKind === 'Both' ||
          kinds.includes(template.counterPartyKind)),
    )
    .map(({ id, name, contractTypeId }) => ({ id, name, contract_type_id: contractTypeId }));
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

function listOrganizationTypes(isoCode: string | null) {
  if (isoCode !== null && !/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/.test(isoCode)) {
    throw domainError(400, 'SD_ORGANIZATIONS_00400', 'Unknown jurisdiction.');
  }
  return ORGANIZATION_TYPES.filter(
    ({ jurisdiction }) => isoCode === null || !jurisdiction || jurisdiction.code2 === isoCode,
  );
}
