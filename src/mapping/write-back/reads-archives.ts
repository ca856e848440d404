import type { Expression } from '../expression/expression.js';
import type { WritebackMapping } from '../mapping.js';

/** Whether one of these write-back expressions sees where documents are archived. */
export function readsArchives(fields: ReadonlyMap<string, Expression>): boolean {
  return [...fields.values()].some(({ derivation }) =>
    [...derivation.reads].some(({ path }) => path.includes('archives')),
  );
}

/** Whether a new place of a document is news to the CRM. */
export function writesArchives({ contract, opportunity }: WritebackMapping): boolean {
  return [contract, opportunity].some((part) => part !== null && readsArchives(part.fields));
}
