import { printable } from '../../domain/printable.js';
import type { MappingSample } from '../../services/templates/check-mapping.js';
import { print, printRows } from '../command.js';

/** So that several deals stand side by side in a terminal. */
const CELL_CHARACTERS = 28;

/** A table for each template: a row a field, a column a deal. */
export function printSamples(samples: readonly MappingSample[]): void {
  const templates = new Map(
    samples.flatMap(({ dryRuns }) => dryRuns.map((run) => [run.templateId, run.templateName])),
  );
  for (const [templateId, templateName] of templates) {
    const runs = samples.flatMap(({ dryRuns }) =>
      dryRuns.filter((run) => run.templateId === templateId),
    );
    const fields = new Set(runs.flatMap(({ lines }) => lines.map(({ field }) => field)));
    print('', `Template ${templateId} (${templateName}) with ${samples.length} deals`);
    printRows([
      ['', ...samples.map(({ name }) => cell(name))],
      ['contract name', ...runs.map(({ name }) => cell(name ?? "SpotDraft's own"))],
      ...[...fields].map((field) => [
        field,
        ...runs.map(({ lines }) => valueOf(lines.find((line) => line.field === field)?.value)),
      ]),
      [
        'can be made',
        ...runs.map(({ userErrors }) =>
          userErrors.length === 0 ? 'yes' : cell(`no: ${userErrors[0]?.message ?? ''}`),
        ),
      ],
    ]);
  }
}

function valueOf(value: unknown): string {
  return value === undefined || value === null ? '-' : cell(JSON.stringify(value));
}

function cell(text: string): string {
  const shown = printable(text);
  return shown.length > CELL_CHARACTERS ? `${shown.slice(0, CELL_CHARACTERS - 1)}…` : shown;
}
