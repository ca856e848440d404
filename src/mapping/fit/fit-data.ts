import type { Template } from '../../connectors/spotdraft/template.js';
import type { UserError } from '../../domain/user-error.js';
import { fitField } from './fit-field.js';
import { isAbsent } from './is-absent.js';
import { unknownField } from './unknown-field.js';
import { said } from '../../domain/said.js';

/** Data that somebody gives for some of a template's fields, as `contract_data` takes them, or what is wrong with them. */
export interface FittedData {
  /** With null where a value is taken away. */
  readonly data: Readonly<Record<string, unknown>>;
  readonly userErrors: readonly UserError[];
}

/** By the rules of creating: what is given has to fit its field, and what is required can't be taken away. */
export function fitData(template: Template, given: Readonly<Record<string, unknown>>): FittedData {
  const fields = new Map(template.fields.map((field) => [field.name, field]));
  const userErrors: UserError[] = [];
  const data: [string, unknown][] = [];
  for (const [name, value] of Object.entries(given)) {
    const field = fields.get(name);
    if (field === undefined) {
      userErrors.push(unknownField(template, name, said`Leave it out of data.`));
      continue;
    }
    const fit = fitField(field, value, { kind: 'override', path: ['data', name] });
    userErrors.push(
      ...fit.problems.map(({ field: path, code, message }) => ({ field: path, code, message })),
    );
    data.push([name, isAbsent(fit.value) ? null : fit.value]);
  }
  return { data: Object.fromEntries(data), userErrors };
}
