/** Salesforce writes `2026-03-31T09:15:00.000+0000`, an offset without colon that strict ISO readers refuse. */
const SALESFORCE_DATE_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,3})?[+-]\d{4}$/;

export function isSalesforceDateTime(value: unknown): value is string {
  return typeof value === 'string' && SALESFORCE_DATE_TIME.test(value);
}

/** The same of a day that every month has, in UTC: what Salesforce answers, unless it is the end of a month. */
const USUAL_DATE_TIME =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}\+0000$/;

/** ISO 8601 UTC with `Z`; null when the text is no date-time. */
export function toIsoUtc(value: string): string | null {
  // Of a page every second value is a date: these need no parsing.
  if (USUAL_DATE_TIME.test(value)) return `${value.slice(0, 23)}Z`;
  const parsed = Date.parse(value);
  return Number.isNaN(parsed) ? null : new Date(parsed).toISOString();
}
