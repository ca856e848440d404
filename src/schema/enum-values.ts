type EnumObject<Values extends readonly string[]> = {
  readonly [Value in Values[number]]: Value;
};

/** The object that type-graphql registers as an enum: every value under its own name. */
export function enumValues<const Values extends readonly string[]>(
  values: Values,
): EnumObject<Values> {
  return Object.fromEntries(values.map((value) => [value, value])) as EnumObject<Values>;
}
