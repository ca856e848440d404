export const TAG_ENTITY_TYPES = ['CONTRACT', 'CLAUSE'] as const;
/** What a tag is for. */
export type TagEntityType = (typeof TAG_ENTITY_TYPES)[number];

/** A word by which things are found again in the workspace. */
export interface Tag {
  readonly id: string;
  readonly name: string;
  readonly colourCode: string | null;
  /** Null for what this version does not know. */
  readonly entityType: TagEntityType | null;
}
