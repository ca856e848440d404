const MAX_SHOWN = 60;

/** A value as messages show it: JSON, cut to what a line can take. Numbers that JSON lacks are shown by name. */
export function shorten(value: unknown): string {
  if (typeof value === 'number') return String(value);
  const text = value === undefined ? 'nothing' : JSON.stringify(value, nameNumber);
  return text.length <= MAX_SHOWN ? text : `${text.slice(0, MAX_SHOWN)}…`.toWellFormed();
}

/** An expression as people are told of it: by the hint that the mapping gives for it, or as it is. */
export function shownExpression({
  text,
  hint,
}: {
  readonly text: string;
  readonly hint: string | null;
}): string {
  return hint === null ? shortExpression(text) : JSON.stringify(hint);
}

const MAX_EXPRESSION_SHOWN = 300;

/** An expression as messages show it; what a page of JSONata says is found by its place. */
export function shortExpression(text: string): string {
  return text.length <= MAX_EXPRESSION_SHOWN
    ? text
    : `${text.slice(0, MAX_EXPRESSION_SHOWN)}…`.toWellFormed();
}

function nameNumber(_key: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
}
