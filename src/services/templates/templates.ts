import type { PublishedTemplate, TemplateSummary } from '../../connectors/spotdraft/template.js';
import type { CallOptions, SpotDraft } from '../../connectors/spotdraft/types.js';
import type { Clock } from '../../domain/clock.js';
import { ExpiringCache } from '../../domain/expiring-cache.js';
import { NotFoundError } from '../../domain/errors.js';
import { parseNumberId } from '../../domain/number-id.js';
import type { Mapping } from '../../mapping/index.js';
import { checkSearch } from '../text-length.js';
import { toFieldView } from './template-field-view.js';
import type { TemplateFieldView } from './template-field-view.js';
import { noted, said } from '../../domain/said.js';

export interface TemplateService {
  /** All templates, or those whose name contains `search`, ignoring case. Cached for minutes. */
  list(search: string | null): Promise<readonly TemplateSummaryView[]>;
  /** Null when there is no such template. */
  get(id: string): Promise<TemplateSummaryView | null>;
  fields(id: string): Promise<readonly TemplateFieldView[]>;
  /** @throws NotFoundError when there is no such template, as `fields` does. */
  details(id: string): Promise<TemplateDetails>;
}

export interface TemplateDetails {
  readonly tags: readonly string[];
  /** SpotDraft's own word. */
  readonly counterpartyKind: 'Individual' | 'Organisation' | 'Both';
}

const KIND_WORDS = {
  individual: 'Individual',
  organisation: 'Organisation',
  both: 'Both',
} as const;

export interface TemplateSummaryView {
  readonly id: string;
  readonly name: string;
  readonly contractTypeId: string;
  /** Whether the mapping file has it. */
  readonly mapped: boolean;
}

/** Templates are re-published without their id changing, so what we know of one is believed for minutes only. */
const FRESH_FOR_MS = 5 * 60_000;
const MAX_CACHED = 500;
const INTERACTIVE: CallOptions = { lane: 'interactive' };

/** Templates with a short memory, shared by drafts, creation and the GraphQL reads. */
export interface TemplateCache {
  list(): Promise<readonly TemplateSummary[]>;
  get(id: string): Promise<PublishedTemplate | null>;
  /** SpotDraft refused data that fitted what we knew: ask anew next time. */
  forget(id: string): void;
}

export function createTemplateCache(spotdraft: SpotDraft, clock: Clock): TemplateCache {
  const templates = new ExpiringCache<PublishedTemplate | null>({ clock, maxEntries: MAX_CACHED });
  const lists = new ExpiringCache<readonly TemplateSummary[]>({ clock, maxEntries: 1 });

  return {
    list: () => lists.fill('', () => spotdraft.listTemplates(INTERACTIVE), { ttlMs: FRESH_FOR_MS }),
    get: (id) =>
      templates.fill(id, () => spotdraft.getTemplate(id, INTERACTIVE), {
        // A template that isn't there yet may be published any moment.
        ttlMs: (template) => (template === null ? 0 : FRESH_FOR_MS),
      }),
    forget: (id) => {
      templates.delete(id);
    },
  };
}

export function createTemplateService(cache: TemplateCache, mapping: Mapping): TemplateService {
  async function require(id: string): Promise<PublishedTemplate> {
    const template = await cache.get(id);
    if (template === null) throw new NotFoundError(said`There is no template ${id} in SpotDraft.`);
    return template;
  }

  const view = ({ id, name, contractTypeId }: TemplateSummary): TemplateSummaryView => ({
    id,
    name,
    contractTypeId,
    mapped: mapping.contracts.has(id),
  });

  return {
    async list(search) {
      checkSearch(search);
      const all = await cache.list();
      const wanted = search?.trim().toLowerCase() ?? '';
      return all.filter(({ name }) => name.toLowerCase().includes(wanted)).map(view);
    },

    async get(idText) {
      const id = parseTemplateId(idText);
      const found =
        (await cache.list()).find((template) => template.id === id) ?? (await cache.get(id));
      return found === null ? null : view(found);
    },

    fields: async (id) => (await require(id)).fields.map(toFieldView),

    async details(id) {
      const { tags, counterpartyKind } = await require(id);
      return { tags, counterpartyKind: KIND_WORDS[counterpartyKind] };
    },
  };
}

/** @throws InputError for what can't be the id of a template, which costs no call. */
export function parseTemplateId(text: string): string {
  return parseNumberId(text, noted`a template`);
}
