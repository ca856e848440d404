import type { CrmRow, FieldDescription, ObjectDescription } from '../connectors/crm.js';
import type { Contract } from '../domain/contract.js';
import { TerminalError } from '../domain/errors.js';
import { ExpressionError, type Expression } from './expression.js';
import type { ContractWriteback, OpportunityWriteback } from './mapping.js';
import { shorten } from './show-value.js';
import { locationText } from './source-location.js';

/** A contract with its stable link, which is null until the contract is executed. */
export interface ContractWithDocument {
  readonly contract: Contract;
  readonly documentUrl: string | null;
}

/** What write-back expressions see of a contract; `null` where they may write whatever is inside. */
export const CONTRACT_VIEW = {
  id: null,
  name: null,
  status: null,
  kind: null,
  type: { id: null, name: null },
  referenceId: null,
  counterpartyName: null,
  createdBy: null,
  createdAt: null,
  url: null,
  documentUrl: null,
  externalMetadata: null,
  opportunityId: null,
} as const;

/**
 * The CRM record of one contract: its external id, the look-up to the deal (null when the contract is not linked) and
 * the mapped fields. An expression without a value writes null.
 * @throws TerminalError naming the expression that failed or gave something no field can hold.
 */
export async function contractRow(
  writeback: ContractWriteback,
  contract: Contract,
  documentUrl: string | null,
): Promise<CrmRow> {
  const row = await evaluateFields(writeback.fields, contractView({ contract, documentUrl }));
  return {
    ...row,
    ...(writeback.opportunity === null ? {} : { [writeback.opportunity]: contract.opportunityId }),
    [writeback.externalId]: contract.id,
  };
}

/**
 * The fields of a deal that its contracts decide. `contracts` come most advanced first; when there is none, every
 * expression without a value writes null.
 * @throws TerminalError as `contractRow` does.
 */
export async function opportunityRow(
  writeback: OpportunityWriteback,
  contracts: readonly ContractWithDocument[],
): Promise<CrmRow> {
  return evaluateFields(writeback.fields, { contracts: contracts.map(contractView) });
}

function contractView({ contract, documentUrl }: ContractWithDocument): object {
  return { ...contract, documentUrl } satisfies Record<keyof typeof CONTRACT_VIEW, unknown>;
}

async function evaluateFields(
  fields: ReadonlyMap<string, Expression>,
  input: object,
): Promise<CrmRow> {
  const row: Record<string, string | number | boolean | null> = {};
  // One after the other: each is bounded in time by itself, and they share one thread anyway.
  for (const [field, expression] of fields) row[field] = await evaluateField(expression, input);
  return row;
}

async function evaluateField(
  expression: Expression,
  input: object,
): Promise<string | number | boolean | null> {
  // The same contract must give the same row at any time, or every pass would find a difference to write.
  const value = await evaluateOrPark(expression, input);
  if (value === undefined || value === null) return null;
  // The CRM trims texts and keeps empty ones as null; written otherwise they would differ for ever.
  if (typeof value === 'string') return value.trim() === '' ? null : value.trim();
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  throw new TerminalError(
    `${describeExpression(expression)} gives ${shorten(value)}, which a CRM field can't hold; ` +
      'make it one text, number or true/false, for example with $join(…, ", ") or [0].',
  );
}

async function evaluateOrPark(expression: Expression, input: object): Promise<unknown> {
  try {
    return await expression.evaluate(input, new Date(0));
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    throw new TerminalError(`${describeExpression(expression)} failed: ${error.message}.`, {
      cause: error,
    });
  }
}

function describeExpression(expression: Expression): string {
  return `${locationText(expression.location)}: the expression ${expression.text}`;
}

export interface FittedRow {
  readonly row: CrmRow;
  /** Fields whose text was cut. */
  readonly cut: readonly string[];
  /** What the CRM is going to refuse, one sentence each. */
  readonly problems: readonly string[];
}

const TEXT_TYPES: ReadonlySet<FieldDescription['type']> = new Set(['text', 'textarea']);

/**
 * Cuts texts to what their fields hold. Everything else stays as it is: the CRM's own refusal parks the row with a
 * cause that people can search for, and `problems` says the same in advance.
 */
export function fitRow(row: CrmRow, description: ObjectDescription): FittedRow {
  const fitted: Record<string, string | number | boolean | null> = {};
  const cut: string[] = [];
  const problems: string[] = [];
  for (const [name, value] of Object.entries(row)) {
    fitted[name] = value;
    const field = description.fields.get(name);
    if (field === undefined) {
      problems.push(`${description.name} has no field ${name}, or it is not visible to dealdraft.`);
      continue;
    }
    if (typeof value !== 'string' || field.maxLength === null || value.length <= field.maxLength) {
      continue;
    }
    if (TEXT_TYPES.has(field.type)) {
      // Trimmed again: a cut after a space would leave one that the CRM drops.
      fitted[name] = cutText(value, field.maxLength).trimEnd();
      cut.push(name);
    } else {
      problems.push(
        `${description.name}.${name} holds ${field.maxLength} characters, the value has ${value.length}, ` +
          `and a shortened ${field.type} would be wrong.`,
      );
    }
  }
  return { row: fitted, cut, problems };
}

/** The longest start of `text` within `maxLength` UTF-16 units that does not end in half a character. */
function cutText(text: string, maxLength: number): string {
  const end = /[\uD800-\uDBFF]/.test(text.charAt(maxLength - 1)) ? maxLength - 1 : maxLength;
  return text.slice(0, end);
}

/**
 * The members of `row` that differ from what the CRM is known to hold, or null when none does. Without a known row
 * everything differs. The external id is left out when it is equal: whoever upserts adds it.
 */
export function changedFields(row: CrmRow, confirmed: CrmRow | null): CrmRow | null {
  const changed = Object.entries(row).filter(
    ([name, value]) => confirmed === null || !isSame(value, confirmed[name] ?? null),
  );
  return changed.length === 0 ? null : Object.fromEntries(changed);
}

function isSame(a: CrmRow[string], b: CrmRow[string]): boolean {
  if (a === b) return true;
  const instant = instantOf(a);
  return instant !== null && instant === instantOf(b);
}

/** The CRM answers `2026-11-21T10:00:00.000+0000` for what was written as `2026-11-21T10:00:00Z`. */
function instantOf(value: CrmRow[string]): number | null {
  if (typeof value !== 'string') return null;
  const match = /^(\d{4}-\d\d-\d\dT[\d:.]+)(?:Z|([+-]\d\d):?(\d\d))$/.exec(value);
  if (match === null) return null;
  const [, local = '', hours, minutes = ''] = match;
  const instant = Date.parse(local + (hours === undefined ? 'Z' : `${hours}:${minutes}`));
  return Number.isNaN(instant) ? null : instant;
}
