/**
 * Text is kept as Unicode allows it: half of a pair of UTF-16 units, as a cut in the middle of an emoji leaves it, becomes
 * U+FFFD. Stores, the wire and both neighbours do the same at some point; done at every border, all of them agree.
 */
export function wellFormed(text: string): string {
  return text.isWellFormed() ? text : text.toWellFormed();
}

/**
 * Parses JSON with every text in it well-formed, names included. Throws what `JSON.parse` throws, also where it nests deeper
 * than can be written down again: nobody means that.
 */
export function parseWellFormedJson(json: string): unknown {
  const value = parseDeepJson(json);
  if (!opensAtMost(json, MAX_LEVELS) && isDeeper(value, MAX_LEVELS)) {
    throw new SyntaxError(`JSON that nests deeper than ${MAX_LEVELS} levels`);
  }
  return value;
}

/** The same of any depth, for who keeps the text as it came and looks at members alone: nothing that was signed is refused for that. */
export function parseDeepJson(json: string): unknown {
  const value: unknown = JSON.parse(json);
  // Halves hide behind `\ud83d` as well as in the text itself; both are rare.
  const mayHide = json.includes('\\u') && /\\u[dD][89a-fA-F]/.test(json);
  return mayHide || !json.isWellFormed() ? wellFormedValue(value) : value;
}

/** The same for what may be no JSON at all, which is undefined: then it fits no schema either. */
export function tryParseJson(text: string): unknown {
  try {
    return parseWellFormedJson(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Nothing that either system takes nests as deep; who sends it is refused where it would be used. */
const MAX_LEVELS = 500;

/** A JSON value with every text in it well-formed, names included; what lies deeper than 500 levels stays as it is. */
export function wellFormedValue(value: unknown): unknown {
  return mend(value, MAX_LEVELS);
}

function mend(value: unknown, levels: number): unknown {
  if (typeof value === 'string') return wellFormed(value);
  if (typeof value !== 'object' || value === null || levels === 0) return value;
  if (Array.isArray(value)) return value.map((item) => mend(item, levels - 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [wellFormed(name), mend(member, levels - 1)]),
  );
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((member) => isDeeper(member, levels - 1));
}

/** Whether no more than this many lists and objects begin in it: then none lies deeper. Texts may hold brackets, which only adds to them. */
function opensAtMost(json: string, most: number): boolean {
  let count = 0;
  for (const bracket of ['{', '[']) {
    for (let at = json.indexOf(bracket); at >= 0; at = json.indexOf(bracket, at + 1)) {
      count += 1;
      if (count > most) return false;
    }
  }
  return true;
}

/** Whether nobody would see anything: spaces of every kind, and characters that have no shape. */
export function isBlank(text: string): boolean {
  return /^[\s\p{Z}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]*$/u.test(text);
}
