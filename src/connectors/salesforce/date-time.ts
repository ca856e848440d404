/** Salesforce writes `2026-03-31T09:15:00.000+0000`, an offset without colon that strict ISO readers refuse. */
const SALESFORCE_DATE_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,3})?[+-]\d{4}$/;

export function isSalesforceDateTime(value: unknown): value is string {
  return typeof value === 'string' && SALESFORCE_DATE_TIME.test(value);
}

/** ISO 8601 UTC with `Z`; null when the text is no date-time. */
export function toIsoUtc(value: string): string | null {
  const parsed = Date.parse(value);
  return Number.isNaN(parsed) ? null : new Date(parsed).toISOString();
}
