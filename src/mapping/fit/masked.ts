/**
 * Whether a value of an encrypted field is the mask that readers without the right to see it get: `*` or `X` in place of
 * all characters but, at most, the last four. Dashes and spaces of numbers such as card numbers stay.
 */
export function isMask(value: unknown): value is string {
  return typeof value === 'string' && /^(?=.*[*X][ -]?[*X])[*X -]+[A-Za-z0-9]{0,4}$/.test(value);
}

/** Whether `mask` can be what the CRM shows instead of `text`. */
export function isMaskOf(mask: string, text: string): boolean {
  const shown = /[A-WYZa-z0-9]*$/.exec(mask)?.[0] ?? '';
  return text.endsWith(shown);
}
