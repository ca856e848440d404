import type { Template } from '../../connectors/spotdraft/template.js';
import type { UserError } from '../../domain/user-error.js';
import { closest } from '../wording/closest.js';
import { said } from '../../domain/said.js';

/** A key of data that the template has no field for. */
export function unknownField(template: Template, key: string, remedy: string): UserError {
  const names = template.fields.map(({ name }) => name);
  return {
    field: ['data', key],
    code: 'UNKNOWN_FIELD',
    message: said`Template ${template.id} (${template.name}) has no field "${key}"${closest(key, names)}. ${remedy}`,
  };
}
