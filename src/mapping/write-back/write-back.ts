import type { CrmRow, ObjectDescription } from '../../connectors/crm.js';
import type { ArchivedDocument } from '../../domain/archived-document.js';
import type { Contract } from '../../domain/contract.js';
import { TerminalError } from '../../domain/errors.js';
import { closeBlockers } from '../../domain/term-check.js';
import type { TermCheck } from '../../domain/term-check.js';
import { isBlank } from '../../domain/well-formed.js';
import { ExpressionError } from '../expression/expression-error.js';
import type { Expression } from '../expression/expression.js';
import { termView } from './contract-view.js';
import type { CONTRACT_VIEW, DEAL_VIEW } from './contract-view.js';
import type { ContractWriteback, OpportunityWriteback } from '../mapping.js';
import { shorten, shortExpression } from '../wording/show-value.js';
import { locationText } from '../file/source-location.js';
import { isNumeric, toCrmValue } from './crm-value.js';
import { noField } from './missing-fields.js';
import { noted } from '../../domain/said.js';

/** A contract with what else its records may tell. */
export interface ContractWithDocument {
  readonly contract: Contract;
  /** Its stable link, which is null until the contract is executed. */
  readonly documentUrl: string | null;
  /** Each destination once, with its newest document. */
  readonly archives: readonly ArchivedDocument[];
  /** What came of the checks of signed terms; none while it is not executed. */
  readonly terms: readonly TermCheck[];
}

/**
 * The CRM record of one contract: its external id, the look-up to the deal (null when the contract is not linked) and
 * the mapped fields. An expression without a value writes null.
 * @throws TerminalError naming the expression that failed or gave something no field can hold.
 */
export async function contractRow(
  writeback: ContractWriteback,
  shown: ContractWithDocument,
): Promise<CrmRow> {
  const { contract } = shown;
  const row = await evaluateFields(writeback.fields, contractView(shown));
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
  const view: Record<keyof typeof DEAL_VIEW, unknown> = {
    contracts: contracts.map(contractView),
    closeBlockers: contracts.flatMap(({ contract, terms }) => closeBlockers(contract, terms)),
  };
  return evaluateFields(writeback.fields, view);
}

function contractView({ contract, documentUrl, archives, terms }: ContractWithDocument): object {
  return { ...contract, documentUrl, archives, terms: terms.map(termView) } satisfies Record<
    keyof typeof CONTRACT_VIEW,
    unknown
  >;
}

async function evaluateFields(
  fields: ReadonlyMap<string, Expression>,
  input: object,
): Promise<CrmRow> {
  const row: Record<string, CrmRow[string]> = {};
  // One after the other: each is bounded in time by itself, and they share one thread anyway.
  for (const [field, expression] of fields) row[field] = await evaluateField(expression, input);
  return row;
}

async function evaluateField(expression: Expression, input: object): Promise<CrmRow[string]> {
  // The same contract must give the same row at any time, or every pass would find a difference to write.
  const value = await evaluateOrPark(expression, input);
  if (value === undefined || value === null) return null;
  // The CRM trims texts and keeps empty ones as null; written otherwise they would differ for ever.
  if (typeof value === 'string') return isBlank(value) ? null : value.trim();
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number') {
    if (Number.isFinite(value)) return value;
    throw new TerminalError(
      noted`${describeExpression(expression)} gives ${value}, which no CRM field can hold; a division by 0 does that: test for it, as in Quantity = 0 ? … : ….`,
    );
  }
  throw new TerminalError(
    noted`${describeExpression(expression)} gives ${shorten(value)}, which a CRM field can't hold; make it one text, number or true/false, for example with $join(…, ", ") or [0].`,
  );
}

async function evaluateOrPark(expression: Expression, input: object): Promise<unknown> {
  try {
    return await expression.evaluate(input, new Date(0));
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    throw new TerminalError(noted`${describeExpression(expression)} failed: ${error.message}.`, {
      cause: error,
    });
  }
}

function describeExpression(expression: Expression): string {
  return noted`${locationText(expression.location)}: the expression ${shortExpression(expression.text)}`;
}

export interface FittedRow {
  readonly row: CrmRow;
  /** Fields whose text was cut. */
  readonly cut: readonly string[];
  /** What the CRM is going to refuse, one sentence each. */
  readonly problems: readonly string[];
}

/**
 * Brings values into the form in which their fields take them. What the CRM is going to refuse stays as it is and is said
 * in `problems`: it would fail the other rows of the same call, too.
 * @param fields the expressions that the values are of, for those that take a number as it was written.
 */
export function fitRow(
  row: CrmRow,
  description: ObjectDescription,
  fields: ReadonlyMap<string, Expression>,
): FittedRow {
  const fitted: Record<string, CrmRow[string]> = {};
  const cut: string[] = [];
  const problems: string[] = [];
  for (const [name, value] of Object.entries(row)) {
    fitted[name] = value;
    const field = description.fields.get(name);
    if (field === undefined) {
      problems.push(noField(description, name));
      continue;
    }
    const expression = fields.get(name);
    const written = typeof value === 'number' ? (expression?.scalar ?? null) : null;
    const fit = toCrmValue(field, written === null || isNumeric(field) ? value : written);
    if (fit.problem !== null) {
      const source = expression === undefined ? '' : ` (${describeExpression(expression)})`;
      problems.push(noted`${description.name}.${name} ${fit.problem}${source}.`);
      continue;
    }
    fitted[name] = fit.value;
    if (fit.isCut) cut.push(name);
  }
  return { row: fitted, cut, problems };
}
