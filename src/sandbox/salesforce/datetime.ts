/** A datetime as the API writes it: whole seconds, offset without a colon. */
export function toSalesforceDateTime(date: Date): string {
  return `${date.toISOString().slice(0, 19)}.000+0000`;
}

/** @returns epoch milliseconds of a datetime in the stored form, or of any ISO 8601 text; `null` when it is neither or a day that does not exist. */
export function parseDateTimeMs(text: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?$/.test(text))
    return null;
  // Date.parse takes the 30th of February for the 2nd of March.
  if (!isCalendarDate(text.slice(0, 10))) return null;
  const ms = Date.parse(text.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
  return Number.isNaN(ms) ? null : ms;
}

/** Whether the text is a calendar date that exists. */
export function isCalendarDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** The calendar date in a time zone at an instant. */
export function localDate(epochMs: number, timeZone: string): string {
  let formatter = formatters.get(timeZone);
  if (formatter === undefined) {
    formatter = new Intl.DateTimeFormat('en-CA', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    });
    formatters.set(timeZone, formatter);
  }
  return formatter.format(epochMs);
}
