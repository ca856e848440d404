import { isNumberId } from '../../domain/number-id.js';
import type { CallOptions } from './call.js';
import type { CapabilityParts } from './capability.js';
import type { PublishedTemplate, TemplateSummary } from './template.js';
import {
  templateListWire,
  templateMetadataWire,
  templateSummaryWire,
  toTemplate,
  toTemplateSummaries,
  toTemplateSummary,
} from './template.wire.js';
import { noted } from '../../domain/said.js';

export interface Templates {
  listTemplates(options: CallOptions): Promise<readonly TemplateSummary[]>;
  /** Null when there is no such template. */
  getTemplate(id: string, options: CallOptions): Promise<PublishedTemplate | null>;
  /** Gives it these tags and no others. */
  updateTemplateTags(
    id: string,
    tags: readonly string[],
    options: CallOptions,
  ): Promise<TemplateSummary>;
}

export function createTemplates({ caller, note }: CapabilityParts): Templates {
  return {
    async listTemplates(options) {
      const list = await caller.call('GET /templates/', { answer: templateListWire, options });
      return toTemplateSummaries(list, note);
    },

    async getTemplate(id, options) {
      if (!isNumberId(id)) return null;
      const subject = `template ${id}`;
      const [summary, metadata] = await Promise.all([
        caller.find('GET /templates/{id}/', {
          path: { id },
          answer: templateSummaryWire,
          subject,
          options,
        }),
        caller.find('GET /templates/{id}/metadata', {
          path: { id },
          answer: templateMetadataWire,
          subject,
          options,
        }),
      ]);
      return summary === null || metadata === null ? null : toTemplate(summary, metadata, note);
    },

    async updateTemplateTags(id, tags, options) {
      const wire = await caller.call('PATCH /templates/{id}/', {
        path: { id },
        body: { tags: [...tags] },
        answer: templateSummaryWire,
        subject: noted`template ${id}`,
        options,
      });
      return toTemplateSummary(wire);
    },
  };
}
