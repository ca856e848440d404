import { z } from 'zod';
import { TAG_ENTITY_TYPES } from '../../domain/tag.js';
import type { Tag, TagEntityType } from '../../domain/tag.js';
import type { CallOptions } from './call.js';
import type { CapabilityParts } from './capability.js';
import { filled } from './filled.js';
import { filledText, numberId, readRows, readWord, text } from './wire-values.js';

export interface Tags {
  /** Makes all of them, or none where one of them is there. SpotDraft lists no tags anywhere. */
  createTags(tags: readonly NewTag[], options: CallOptions): Promise<readonly Tag[]>;
}

export interface NewTag {
  readonly name: string;
  readonly colourCode?: string;
  readonly entityType?: TagEntityType;
}

const WORDS = { CONTRACT: 'Contract', CLAUSE: 'Clause' } as const;

const madeWire = z.object({ tags: z.array(z.unknown()) });
const tagWire = z.object({
  id: numberId,
  name: z.string(),
  colour_code: text,
  tag_entity_type: text,
});

export function createTags({ caller, note }: CapabilityParts): Tags {
  return {
    async createTags(tags, options) {
      const made = await caller.call('POST /workspace/tags/', {
        body: {
          tags: tags.map(({ name, colourCode, entityType }) => ({
            name,
            colour_code: filled(colourCode),
            tag_entity_type: entityType === undefined ? undefined : WORDS[entityType],
          })),
        },
        answer: madeWire,
        options,
      });
      return readRows(made.tags, { row: tagWire, what: 'tag', note }).map((wire) => {
        const what = 'tag entity type';
        const entityType = readWord(TAG_ENTITY_TYPES, wire.tag_entity_type, { what, note });
        return {
          id: wire.id,
          name: wire.name,
          colourCode: filledText(wire.colour_code),
          entityType: entityType === 'UNKNOWN' ? null : entityType,
        };
      });
    },
  };
}
