import type { RecordPath } from '../connectors/crm.js';
import type { Syntax } from './syntax.js';

/** The path when an expression is nothing else, as `Account.Name` or `contracts[0].status`; null otherwise. */
export function plainPath(syntax: Syntax): RecordPath | null {
  const { steps, group } = syntax;
  if (steps === undefined || group !== undefined) return null;
  if (!steps.every((step) => step.type === 'name' && step.focus === undefined)) return null;
  return steps.map((step) => String(step.value));
}
