import type { CrmRow, ObjectDescription } from '../../../connectors/crm.js';
import { ExpressionError } from '../../../mapping/expression/expression-error.js';
import type { Expression } from '../../../mapping/expression/expression.js';
import { RENEWAL_OF } from '../../../mapping/file/compile-renewals.js';
import { locationText } from '../../../mapping/file/source-location.js';
import { dealReadsOf, fitRow, WITHHELD, withheldFrom } from '../../../mapping/index.js';
import type { RenewalMapping } from '../../../mapping/index.js';
import { renewalView } from '../../../mapping/renewals/renewal-view.js';
import type { EndingContract } from '../../../mapping/renewals/renewal-view.js';
import { toDay } from './end-date.js';
import { noted } from '../../../domain/said.js';

export type FoundEnd =
  | { readonly endDate: string }
  /** Why there is none, for people. */
  | { readonly reason: string };

/** When a contract ends, as its rule says; never guessed. */
export async function endOf(
  { endDate }: RenewalMapping,
  contract: EndingContract,
  { now, timeZone }: { readonly now: Date; readonly timeZone: string },
): Promise<FoundEnd> {
  const found = await evaluate(endDate, renewalView(contract), contract, now);
  if ('failure' in found) return { reason: found.failure };
  const { value } = found;
  if (value === undefined || value === null || value === '')
    return { reason: noted`${place(endDate)} gives nothing for this contract.` };
  const day = toDay(value, timeZone);
  return day === null
    ? {
        reason: noted`${place(endDate)} gives something that is no date such as 2026-11-30. Correct the key pointer, or turn it into a date in the expression.`,
      }
    : { endDate: day };
}

export type RenewalRow = { readonly row: CrmRow } | { readonly problem: string };

/** The record of the deal that renews a contract: with the account of the contract's deal, unless the rule says another. */
export async function renewalRow(
  { fields }: RenewalMapping,
  contract: EndingContract & { readonly endDate: string; readonly accountId: string | null },
  { now, deals }: { readonly now: Date; readonly deals: ObjectDescription },
): Promise<RenewalRow> {
  const view = { ...renewalView(contract), endDate: contract.endDate };
  const given: Record<string, CrmRow[string]> = {};
  if (contract.accountId !== null) given['AccountId'] = contract.accountId;
  for (const [name, expression] of fields) {
    const found = await evaluate(expression, view, contract, now);
    if ('failure' in found) return { problem: found.failure };
    const value = toPlainValue(found.value);
    if (value === undefined)
      return { problem: noted`${place(expression)} gives no single text, number or true/false.` };
    given[name] = value;
  }
  const { row, problems } = fitRow(given, deals, fields);
  if (problems.length > 0) return { problem: problems.join(' ') };
  const filled = Object.entries(row).filter(([, value]) => value !== null);
  return { row: { ...Object.fromEntries(filled), [RENEWAL_OF]: contract.contract.id } };
}

async function evaluate(
  expression: Expression,
  view: object,
  { deal }: Pick<EndingContract, 'deal'>,
  now: Date,
): Promise<{ readonly value: unknown } | { readonly failure: string }> {
  const withheld = deal === null ? null : withheldFrom(deal, dealReadsOf(expression));
  if (withheld !== null) {
    const failure = noted`${place(expression)} reads opportunity.${withheld.path.join('.')}, which ${WITHHELD[withheld.kind]}.`;
    return { failure };
  }
  try {
    return { value: await expression.evaluate(view, now) };
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    return { failure: noted`${place(expression)} failed: ${error.message}.` };
  }
}

/** `undefined` for what no field of the CRM can hold. */
function toPlainValue(value: unknown): CrmRow[string] | undefined {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string') return value.trim() === '' ? null : value.trim();
  if (typeof value === 'boolean') return value;
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

const place = ({ location }: Expression) => noted`The expression in ${locationText(location)}`;
