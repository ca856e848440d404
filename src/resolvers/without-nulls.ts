type WithoutNulls<Input extends object> = {
  -readonly [Key in keyof Input]: Exclude<Input[Key], null>;
};

/** GraphQL's null for an optional input means the same as leaving it out; services know absence only. */
export function withoutNulls<Input extends object>(input: Input): WithoutNulls<Input> {
  return Object.fromEntries(
    Object.entries(input).filter(([, value]) => value !== null && value !== undefined),
  ) as WithoutNulls<Input>;
}
