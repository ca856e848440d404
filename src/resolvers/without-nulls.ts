type WithoutNulls<Input extends object> = {
  -readonly [Key in keyof Input]: Exclude<Input[Key], null>;
};

/** GraphQL's null for an optional input means the same as leaving it out; services know absence only. */
export function withoutNulls<Input extends object>(input: Input): WithoutNulls<Input> {
  return Object.fromEntries(
    Object.entries(input).filter(([, value]) => value !== null && value !== undefined),
  ) as WithoutNulls<Input>;
}

export type WithoutAnyNulls<Input> = Input extends Date
  ? Input
  : Input extends readonly (infer Each)[]
    ? readonly WithoutAnyNulls<Exclude<Each, null>>[]
    : Input extends object
      ? { -readonly [Key in keyof Input]: WithoutAnyNulls<Exclude<Input[Key], null>> }
      : Input;

/** The same for an input with inputs in it; not for one with JSON of a caller, in which null may mean something. */
export function withoutAnyNulls<Input extends object>(input: Input): WithoutAnyNulls<Input> {
  return strip(input, MAX_LEVELS) as WithoutAnyNulls<Input>;
}

/** More than any input has, its lists counted; what lies deeper is a value of the caller's, which nobody walks through. */
const MAX_LEVELS = 16;

function strip(value: unknown, levels: number): unknown {
  if (typeof value !== 'object' || value === null || value instanceof Date || levels === 0)
    return value;
  if (Array.isArray(value)) return value.map((item) => strip(item, levels - 1));
  return Object.fromEntries(
    Object.entries(withoutNulls(value)).map(([name, member]) => [name, strip(member, levels - 1)]),
  );
}
