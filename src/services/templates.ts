import type {
  CallOptions,
  SpotDraft,
  Template,
  TemplateSummary,
} from '../connectors/spotdraft/types.js';
import type { Clock } from '../domain/clock.js';
import { NotFoundError } from '../domain/errors.js';
import type { TemplateService } from './services.js';
import { toFieldView } from './template-field-view.js';

/** Templates are re-published without their id changing, so what we know of one is believed for minutes only. */
const FRESH_FOR_MS = 5 * 60_000;
const MAX_CACHED = 500;
const INTERACTIVE: CallOptions = { lane: 'interactive' };

/** Templates with a short memory, shared by drafts, creation and the GraphQL reads. */
export interface TemplateCache {
  list(): Promise<readonly TemplateSummary[]>;
  get(id: string): Promise<Template | null>;
  /** SpotDraft refused data that fitted what we knew: ask anew next time. */
  forget(id: string): void;
}

export function createTemplateCache(spotdraft: SpotDraft, clock: Clock): TemplateCache {
  interface Entry<T> {
    readonly until: number;
    readonly value: Promise<T>;
  }
  const templates = new Map<string, Entry<Template | null>>();
  let all: Entry<readonly TemplateSummary[]> | null = null;

  const isFresh = (entry: Entry<unknown> | null | undefined) =>
    entry !== null && entry !== undefined && entry.until > clock.now().getTime();

  return {
    async list() {
      if (all === null || !isFresh(all)) {
        const entry = {
          until: clock.now().getTime() + FRESH_FOR_MS,
          value: spotdraft.listTemplates(INTERACTIVE),
        };
        all = entry;
        entry.value.catch(() => {
          if (all === entry) all = null;
        });
      }
      return all.value;
    },

    async get(id) {
      const known = templates.get(id);
      if (known && isFresh(known)) return known.value;
      if (templates.size >= MAX_CACHED) templates.clear();
      const value = spotdraft.getTemplate(id, INTERACTIVE);
      templates.set(id, { until: clock.now().getTime() + FRESH_FOR_MS, value });
      value.catch(() => templates.delete(id));
      const template = await value;
      // A template that isn't there yet may be published any moment.
      if (template === null) templates.delete(id);
      return template;
    },

    forget: (id) => void templates.delete(id),
  };
}

export function createTemplateService(cache: TemplateCache): TemplateService {
  return {
    async list(search) {
      const all = await cache.list();
      const wanted = search?.trim().toLowerCase() ?? '';
      return wanted === '' ? all : all.filter(({ name }) => name.toLowerCase().includes(wanted));
    },

    async get(id) {
      if (!isTemplateId(id)) return null;
      return (await cache.list()).find((template) => template.id === id) ?? cache.get(id);
    },

    async fields(id) {
      const template = await cache.get(id);
      if (template === null) throw new NotFoundError(`There is no template ${id} in SpotDraft.`);
      return template.fields.map(toFieldView);
    },
  };
}

/** SpotDraft's template ids are positive integers; anything else can't be one and costs no call. */
export function isTemplateId(text: string): boolean {
  return /^[1-9][0-9]{0,14}$/.test(text);
}
