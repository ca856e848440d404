import type { UserError } from '../../domain/user-error.js';
import { closest } from '../wording/closest.js';
import type { EvaluationFailure } from './evaluate-for-deal.js';
import type { Mismatch } from './fit-leaf.js';
import { shorten } from '../wording/show-value.js';
import { said } from '../../domain/said.js';

/** Where a value comes from; decides what a message tells people to do. `path` is where it stands in the input. */
export type ValueOrigin =
  | {
      readonly kind: 'mapping';
      readonly path: readonly string[];
      readonly expression: string;
      /** As `Expression.scalar`. */
      readonly scalar: string | null;
    }
  | { readonly kind: 'override'; readonly path: readonly string[] }
  /** No expression and no override. */
  | { readonly kind: 'none'; readonly path: readonly string[] };

/**
 * A user error said twice: `message` for whoever keeps the mapping, `plainMessage` for whoever fills in the form.
 * What a person gave themselves has nothing to do with the mapping, so both are the same there.
 */
export interface FieldProblem extends UserError {
  readonly plainMessage: string;
}

export function missing(label: string, origin: ValueOrigin): FieldProblem {
  const base = { field: origin.path, code: 'REQUIRED' as const };
  const plainly = said`${label} is required for this contract.`;
  switch (origin.kind) {
    case 'override':
      return { ...base, message: plainly, plainMessage: plainly };
    case 'none':
      return {
        ...base,
        message: said`Field "${fieldName(origin)}" (${label}) is required and the mapping has no expression for it. Pass it in data, or add it to the mapping of this template.`,
        plainMessage: plainly,
      };
    case 'mapping':
      return {
        ...base,
        message: said`Field "${fieldName(origin)}" (${label}) is required, but the expression ${origin.expression} found no value in the deal. Fill it in on the CRM record, or pass it in data.`,
        plainMessage: said`${label} is required for this contract, and the deal has no value for it. Enter it here, or fill it in on the deal.`,
      };
  }
}

export function mismatched(
  { problem, hint, found }: Mismatch,
  label: string,
  origin: ValueOrigin,
  path: readonly string[] = origin.path,
): FieldProblem {
  const base = { field: path, code: 'INVALID_VALUE' as const };
  const isShown = typeof found !== 'object';
  if (origin.kind !== 'mapping') {
    const message = isShown
      ? said`${label} ${problem}, not ${shorten(found)}.`
      : said`${label} ${problem}.`;
    return { ...base, message, plainMessage: message };
  }
  const given = isShown ? shorten(found) : said`something else`;
  const rule = hint === null ? problem : `${problem} (${hint})`;
  return {
    ...base,
    message: said`Field "${fieldName(origin)}" (${label}) ${rule}, but the expression ${origin.expression} gives ${shorten(found)}. Correct the CRM record or the expression, or pass the value in data.`,
    plainMessage: said`${label} ${problem}, but the deal gives ${given}. Enter it here, or correct it on the deal.`,
  };
}

/** A member of a composite, or a column of a table, that the template does not have. */
export function unknownPart(
  what: 'part' | 'column',
  name: string,
  known: readonly string[],
  label: string,
  origin: ValueOrigin,
): FieldProblem {
  const near = closest(name, known);
  const has = known.join(', ');
  const fact =
    what === 'part'
      ? said`${label} has no part "${name}"${near}; it has ${has}.`
      : said`${label} has no column "${name}"${near}; it has ${has}.`;
  const base = { field: [...origin.path, name], code: 'UNKNOWN_FIELD' as const };
  if (origin.kind !== 'mapping') return { ...base, message: fact, plainMessage: fact };
  return {
    ...base,
    message: said`${fact} Correct the expression ${origin.expression}, or pass the value in data.`,
    plainMessage: said`${fact} Enter it here, or ask your CRM admin to correct the mapping of this template.`,
  };
}

const UNREADABLE: Readonly<Record<EvaluationFailure, (label: string) => string>> = {
  failed: (label) =>
    said`${label} could not be worked out from the deal. Enter it here, or ask your CRM admin to look at the mapping of this template.`,
  masked: (label) =>
    said`${label} is hidden from you in the CRM. Enter it here, or ask somebody who may see it there.`,
  file: (label) =>
    said`${label} is a file in the CRM. Enter it here, or ask your CRM admin to look at the mapping of this template.`,
};

/** The expression of a whole field gave nothing that can be used. */
export function unreadable(
  label: string,
  userError: UserError,
  failure: EvaluationFailure,
): FieldProblem {
  return { ...userError, plainMessage: UNREADABLE[failure](label) };
}

function fieldName(origin: ValueOrigin): string {
  return origin.path.slice(1).join('.');
}
