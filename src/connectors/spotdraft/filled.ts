/** SpotDraft refuses most empty strings and lists: a member without a value is left out instead. */
export function filled<T extends string | readonly unknown[]>(value: T | undefined): T | undefined {
  return value === undefined || value.length === 0 ? undefined : value;
}
