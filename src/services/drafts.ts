import { overrideErrors } from './override-errors.js';
import { prepareContract } from './prepare-contract.js';
import type { PrepareParts } from './prepare-contract.js';
import type { DraftService } from './services.js';
import { toFieldView } from './template-field-view.js';

export function createDraftService(parts: PrepareParts): DraftService {
  return {
    async draft(reader, input) {
      const wrong = overrideErrors(input);
      const unusable = new Set(wrong.map(({ field }) => field?.[1]));
      const overrides = Object.entries(input.data ?? {}).filter(([key]) => !unusable.has(key));
      const { name, data, userErrors, template, trace } = await prepareContract(parts, reader, {
        opportunityId: input.opportunityId,
        templateId: input.templateId,
        overrides: Object.fromEntries(overrides),
        name: input.name ?? null,
      });
      const lines = new Map(trace.map((line) => [line.field, line]));
      const fields = template.fields.flatMap((field) => {
        const line = lines.get(field.name);
        if (line === undefined) return [];
        const { value, source, expression, reads } = line;
        const problems = [
          ...wrong.filter((error) => error.field?.[1] === field.name),
          ...line.problems,
        ];
        return [{ field: toFieldView(field), value, source, expression, reads, problems }];
      });
      return { name, data, userErrors: [...wrong, ...userErrors], fields };
    },
  };
}
