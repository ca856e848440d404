import { z } from 'zod';

import { SalesforceError } from './errors.js';
import { parseRecordId } from './record-id.js';
import { isWrapperCode, rowErrorMessage, WRAPPER_CODES } from './row-error-messages.js';

const rowErrorRule = z
  .strictObject({
    kind: z.literal('row-error'),
    object: z.string().optional(),
    recordId: z.string().optional(),
    externalId: z.string().optional(),
    statusCode: z.string().default('UNABLE_TO_LOCK_ROW'),
    /** The code that a trigger or a flow met, for a `statusCode` that wraps others. */
    inner: z.string().optional(),
    message: z.string().optional(),
    fields: z.array(z.string()).default([]),
    times: z.int().positive().default(1),
  })
  .refine(({ statusCode, inner }) => inner === undefined || isWrapperCode(statusCode), {
    path: ['inner'],
    error: `inner needs a statusCode that wraps others: ${WRAPPER_CODES.join(', ')}`,
  });

const requestLimitRule = z.strictObject({
  kind: z.literal('request-limit'),
  times: z.int().positive().default(1),
});

/**
 * Failures that only a CRM has: a row that cannot be written `times` times, or calls refused because the daily
 * allocation is spent. A rule without a record matches every row of its object; without an object, every row.
 */
const crmFaultRule = z.discriminatedUnion('kind', [rowErrorRule, requestLimitRule]);

export type CrmFaultRule = z.input<typeof crmFaultRule>;

interface Armed {
  readonly rule: z.output<typeof crmFaultRule>;
  left: number;
}

export class CrmFaults {
  #armed: Armed[] = [];

  /** @throws ZodError for a rule that says something unknown. */
  add(input: unknown): void {
    const rule = crmFaultRule.parse(input);
    this.#armed.push({ rule, left: rule.times });
  }

  list(): readonly { rule: z.output<typeof crmFaultRule>; remaining: number }[] {
    return this.#armed.map(({ rule, left }) => ({ rule, remaining: left }));
  }

  clear(): void {
    this.#armed = [];
  }

  /** @throws SalesforceError with the rule's code when a rule strikes this row. */
  checkRow(row: { object: string; recordId: string | null; externalId: string | null }): void {
    const armed = this.#armed.find(
      ({ rule, left }) => left > 0 && rule.kind === 'row-error' && hits(rule, row),
    );
    if (armed?.rule.kind !== 'row-error') return;
    armed.left -= 1;
    const { statusCode, inner, message, fields } = armed.rule;
    throw new SalesforceError(
      statusCode,
      message ?? rowErrorMessage(statusCode, inner, row.recordId),
      { fields },
    );
  }

  /** @throws SalesforceError REQUEST_LIMIT_EXCEEDED while a rule for it is left. */
  checkRequest(): void {
    const armed = this.#armed.find(({ rule, left }) => left > 0 && rule.kind === 'request-limit');
    if (armed === undefined) return;
    armed.left -= 1;
    throw new SalesforceError('REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.');
  }
}

function hits(
  rule: z.output<typeof rowErrorRule>,
  row: { object: string; recordId: string | null; externalId: string | null },
): boolean {
  if (rule.object !== undefined && rule.object.toLowerCase() !== row.object.toLowerCase())
    return false;
  if (rule.externalId !== undefined && rule.externalId !== row.externalId) return false;
  return rule.recordId === undefined || parseRecordId(rule.recordId) === row.recordId;
}
