import type { DraftSource } from '../domain/draft-source.js';
import type { ContractDraftType } from '../schema/contract-draft.type.js';
import type { DraftSourceEnum } from '../schema/draft-source.enum.js';
import type { DraftView } from '../services/services.js';

const SOURCES = {
  mapping: 'MAPPING',
  override: 'OVERRIDE',
  default: 'DEFAULT',
  none: 'NONE',
} as const satisfies Record<DraftSource, DraftSourceEnum>;

export function toDraftNode(view: DraftView): ContractDraftType {
  const fields = view.fields.map((line) => ({ ...line, source: SOURCES[line.source] }));
  return { ...view, fields };
}
