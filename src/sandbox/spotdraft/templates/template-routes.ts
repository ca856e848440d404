import { z } from 'zod';

import { notFound } from '../errors.js';
import { parseBody } from '../parse-body.js';
import { ok } from '../router.js';
import type { ApiCall, ApiRoute, Workspace } from '../router.js';
import type { WorkspaceState } from '../state.js';
import type { Template } from './sample-templates.js';

const BASE = '/api/v2.1/public';

/** What contracts are made from. */
export function templateRoutes({ state }: Workspace): ApiRoute[] {
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
  ];
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
