const MAX_SHOWN = 60;

/** A value as messages show it: JSON, cut to what a line can take. */
export function shorten(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length <= MAX_SHOWN ? text : `${text.slice(0, MAX_SHOWN)}…`;
}
