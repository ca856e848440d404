import type { Reader } from '../../auth/caller.js';
import type { NewTag } from '../../connectors/spotdraft/tags.js';
import type { Tag } from '../../domain/tag.js';
import type { UserError } from '../../domain/user-error.js';
import type { CreationKind } from '../../sync/index.js';
import type { SharedParts } from '../create-services.js';
import { joinIds, splitIds } from '../once/made-ids.js';
import { makeOnce } from '../once/make-once.js';
import { countErrors, lengthErrors, requiredErrors } from '../text-length.js';
import { said } from '../../domain/said.js';

export interface TagService {
  /** Makes all of them, once for one wish; SpotDraft refuses all where one of them is there. */
  create(reader: Reader, input: CreateTagsInput): Promise<TagsResult>;
}

export interface CreateTagsInput {
  readonly tags: readonly NewTag[];
  readonly idempotencyKey?: string;
}

export interface TagsResult {
  /** Null when it was refused. */
  readonly tags: readonly Tag[] | null;
  readonly userErrors: readonly UserError[];
}

const TAG_CREATION = 'tags';
const MAX_TAGS = 100;
/** What SpotDraft takes. */
const LONGEST_NAME = 100;
const LONGEST_COLOUR = 10;

/** SpotDraft lists tags nowhere. */
export function createTagCreations(): CreationKind {
  return { kind: TAG_CREATION, lookFor: null };
}

export function createTagService(parts: SharedParts): TagService {
  const { spotdraft } = parts;
  return {
    async create(reader, { tags, idempotencyKey }) {
      const wrong = inputErrors(tags);
      if (wrong.length > 0) return { tags: null, userErrors: wrong };
      const outcome = await makeOnce<readonly Tag[]>(parts, reader, {
        kind: TAG_CREATION,
        what: said`a tag`,
        scope: [],
        input: tags,
        ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
        subject: async () => '',
        send: (options) => spotdraft.createTags(tags, options),
        // In the order of what was asked for: that is all a repeat has to tell them by.
        idOf: (made) => joinIds(tags.map(({ name }) => idOf(made, name))),
      });
      if (!outcome.done) return { tags: null, userErrors: outcome.userErrors };
      const ids = splitIds(outcome.id);
      return {
        tags: outcome.made ?? tags.map((tag, index) => known(tag, ids[index] ?? '')),
        userErrors: [],
      };
    },
  };
}

function idOf(made: readonly Tag[], name: string): string {
  return made.find((tag) => tag.name.trim() === name.trim())?.id ?? '';
}

/** A tag of an earlier request, as far as the request tells it. */
function known({ name, colourCode, entityType }: NewTag, id: string): Tag {
  return { id, name, colourCode: colourCode ?? null, entityType: entityType ?? 'CONTRACT' };
}

function inputErrors(tags: readonly NewTag[]): UserError[] {
  const errors = countErrors('tags', tags, { max: MAX_TAGS });
  if (errors.length > 0) return errors;
  const names = tags.map(({ name }) => name);
  return tags.flatMap(({ name, colourCode }, index) => {
    const path = ['tags', String(index)];
    const wrong = [
      ...requiredErrors({ name }, path),
      ...lengthErrors(
        {
          name: { text: name, max: LONGEST_NAME },
          colourCode: { text: colourCode, max: LONGEST_COLOUR },
        },
        path,
      ),
    ];
    if (names.indexOf(name) < index) {
      wrong.push({
        field: [...path, 'name'],
        code: 'INVALID_VALUE',
        message: said`"${name}" is named twice.`,
      });
    }
    return wrong;
  });
}
