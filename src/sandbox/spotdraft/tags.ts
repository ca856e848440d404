import { z } from 'zod';

import { plainError } from './errors.js';
import type { JsonObject } from './json.js';
import { parseBody } from './parse-body.js';
import { WORKSPACE_ID } from './reference-data.js';
import type { ApiRoute, Workspace } from './router.js';

const tagsBody = z.object({
  tags: z
    .array(
      z.object({
        name: z.string().min(1).max(100),
        colour_code: z.string().max(10).optional(),
        tag_entity_type: z.enum(['Contract', 'Clause']).optional(),
      }),
    )
    .min(1),
});

/** Words of the workspace. No operation lists them. */
export function tagRoutes({ state }: Workspace): ApiRoute[] {
  return [
    {
      method: 'POST',
      path: '/api/v2.1/public/workspace/tags/',
      handle: ({ body }) => {
        const { tags } = parseBody(tagsBody, body);
        const taken = tags.filter(({ name }) => state.tagNames.has(name.toLowerCase()));
        if (taken.length > 0) {
          const names = taken.map(({ name }) => name).join(', ');
          throw plainError(400, `Tags with these names already exist: ${names}.`);
        }
        const made = tags.map((tag): JsonObject => {
          state.tagNames.add(tag.name.toLowerCase());
          return {
            id: state.nextId('tag'),
            name: tag.name,
            workspace_id: WORKSPACE_ID,
            colour_code: tag.colour_code ?? '',
            tag_entity_type: tag.tag_entity_type ?? 'Contract',
          };
        });
        return { status: 201, json: { tags: made } };
      },
    },
  ];
}
