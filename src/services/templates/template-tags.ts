import type { Reader } from '../../auth/caller.js';
import type { UserError } from '../../domain/user-error.js';
import { isBlank } from '../../domain/well-formed.js';
import type { SharedParts } from '../create-services.js';
import { actOrRefuse } from '../people/act-or-refuse.js';
import { LONGEST } from '../text-length.js';
import { parseTemplateId } from './templates.js';
import { said } from '../../domain/said.js';

export interface TemplateTagService {
  /**
   * Gives a template these tags and no others; none clears them.
   * @throws InputError for what is no id, NotFoundError for an unknown template.
   */
  update(reader: Reader, input: UpdateTemplateTagsInput): Promise<TemplateResult>;
}

export interface UpdateTemplateTagsInput {
  readonly templateId: string;
  readonly tags: readonly string[];
}

export interface TemplateResult {
  /** Null when it was refused. */
  readonly templateId: string | null;
  readonly userErrors: readonly UserError[];
}

const MAX_TAGS = 100;

export function createTemplateTagService({
  spotdraft,
  actingUsers,
  templates,
}: Pick<SharedParts, 'spotdraft' | 'actingUsers' | 'templates'>): TemplateTagService {
  return {
    async update(reader, { templateId, tags }) {
      const id = parseTemplateId(templateId);
      const wanted = [...new Set(tags.map((tag) => tag.trim()))];
      const wrong = tagErrors(wanted);
      if (wrong.length > 0) return { templateId: null, userErrors: wrong };
      try {
        const outcome = await actOrRefuse(actingUsers, reader, (options) =>
          spotdraft.updateTemplateTags(id, wanted, options),
        );
        return outcome.done
          ? { templateId: id, userErrors: [] }
          : { templateId: null, userErrors: outcome.userErrors };
      } finally {
        // Also when the answer was lost: it may have been done.
        templates.forget(id);
      }
    },
  };
}

function tagErrors(tags: readonly string[]): UserError[] {
  if (tags.length > MAX_TAGS) {
    const message = said`${tags.length} tags are more than the ${MAX_TAGS} that one template is given.`;
    return [{ field: ['tags'], code: 'INVALID_INPUT', message }];
  }
  return tags.flatMap((tag, index): UserError[] =>
    !isBlank(tag) && tag.length <= LONGEST.tag
      ? []
      : [
          {
            field: ['tags', String(index)],
            code: 'INVALID_VALUE',
            message: said`A tag is a word of 1 to ${LONGEST.tag} characters.`,
          },
        ],
  );
}
