/** A sentence of a catalogue: the words around its gaps, and what fills each gap by its number. */
interface Pattern {
  readonly words: readonly string[];
  readonly gaps: readonly number[];
  readonly translation: string;
  readonly weight: number;
  /** Two gaps in it stand beside each other, as in "label predicate", of which each may have blanks: the predicate is known. */
  readonly isOfTwo: boolean;
}

/** What a text, or a part of one, is in the other language; `weight` is how many letters of it were found in the catalogue. */
interface Retold {
  readonly text: string;
  readonly weight: number;
}

const GAP = /\{(\d+)\}/g;
/** Sentences with fewer letters than that fit nearly everything, and count only around something of the catalogue, or a number. */
const FIRM_WEIGHT = 6;
const NUMBER = /^\d[\d.,]*(?: [A-Z]{3})?$/;
/** Longer texts are a neighbour's, or a list that nobody reads to its end. */
const MAX_LENGTH = 2_000;
/** A label is a few words. */
const MAX_LABEL = 120;
/** So many parts are compared with the catalogue. A list of sentences takes some hundred; what a stranger composed would take for ever. */
const MAX_LOOKS = 1_000;
/** Sentences stand in sentences, and those hardly in others. */
const MAX_DEPTH = 5;
/** Where one sentence ends and the next begins, or a half of one: before the blank, or before the mark that joins two. */
const SEAM = /(?<=[.;:,!?)"])(?= )|(?= \()|(?=; )/g;
const JOINT = /^[;:,]? /;
/** The name of a field or a place, and what it does. */
const LABEL = /^\w+(?:\.\w+)+ (?=\p{Ll})/u;
/** Its end is that of a sentence only where a blank follows, or nothing: addresses have full stops, too. */
const FULL_STOP = /\.$/;
const BRACKETS = /^ \((.*)\)$/;
/** So many characters at its beginning, or else at its end, say which sentences a text may be. */
const EDGE = 4;

/**
 * Translates what was written in the catalogue's words earlier: with values in the gaps, sentences within sentences, and several
 * of them in a row. What is in no catalogue, such as a neighbour's own words, stays as it is.
 */
export function createRetelling(
  catalogue: Readonly<Record<string, string>>,
): (text: string) => string {
  const candidates = createCandidates(
    Object.entries(catalogue)
      .filter(([key]) => /\{\d+\}/.test(key))
      .map(([key, translation]) => patternOf(key, translation))
      // Of two values and nothing else could be anything.
      .filter(({ weight, isOfTwo }) => weight > 0 || !isOfTwo),
  );

  const longest = Math.max(0, ...Object.keys(catalogue).map(({ length }) => length));

  return (text) => {
    if (text.length > MAX_LENGTH) return text;
    const known = new Map<string, Retold>();
    let looks = 0;

    /** As one sentence. */
    function whole(part: string, depth: number): Retold {
      const mayBeExact = part.length <= longest && Object.hasOwn(catalogue, part);
      const exact = mayBeExact ? catalogue[part] : undefined;
      if (exact !== undefined) return { text: exact, weight: lettersIn(part) };
      looks += 1;
      let best: Retold = { text: part, weight: 0 };
      if (looks > MAX_LOOKS) return best;
      for (const pattern of candidates(part)) {
        const end = pattern.isOfTwo ? endOfLabel(pattern, part, depth) : undefined;
        const mayBeAnything = pattern.weight < FIRM_WEIGHT || pattern.words.at(-1) === '';
        const isOpen = pattern.isOfTwo && end === undefined && mayBeAnything;
        const values = isOpen ? null : valuesOf(pattern, part, end);
        const retold = values === null ? null : filled(pattern, values, depth);
        if (retold !== null && retold.weight > best.weight) best = retold;
      }
      return best.weight > 0 ? best : unwrapped(part, depth);
    }

    /** Null where it is no sentence of the catalogue after all. */
    function filled(pattern: Pattern, values: readonly string[], depth: number): Retold | null {
      const retold = values.map((value) => series(value, depth + 1));
      const inner = retold.reduce((sum, { weight }) => sum + weight, 0);
      if (pattern.weight >= FIRM_WEIGHT) {
        return { text: fill(pattern, retold), weight: pattern.weight + inner };
      }
      if (values.some((value) => NUMBER.test(value))) {
        return { text: fill(pattern, retold), weight: inner + 0.5 };
      }
      // Words that stand anywhere are no reason to prefer it to a sentence that has the same in its gap.
      return inner > 0 ? { text: fill(pattern, retold), weight: Math.max(inner - 1, 0.5) } : null;
    }

    /** The blank behind which a predicate of the catalogue begins; undefined where there is none. */
    function endOfLabel(pattern: Pattern, part: string, depth: number): number | undefined {
      const place = pattern.words.indexOf(' ');
      for (const { index } of part.slice(0, MAX_LABEL).matchAll(/ (?=\p{Ll})/gu)) {
        const predicate = valuesOf(pattern, part, index)?.[place];
        if (predicate !== undefined && whole(predicate, depth + 1).weight > 0) return index;
      }
      return undefined;
    }

    /** Within brackets, or after the name or the mark by which it is joined to what stands before it. */
    function unwrapped(part: string, depth: number): Retold {
      const [, inside] = BRACKETS.exec(part) ?? [];
      if (inside !== undefined) {
        const { text: said, weight } = series(inside, depth + 1);
        return { text: ` (${said})`, weight };
      }
      const [joint = ''] = JOINT.exec(part) ?? LABEL.exec(part) ?? [];
      if (joint === '') return { text: part, weight: 0 };
      const { text: said, weight } = whole(part.slice(joint.length), depth);
      return { text: joint + said, weight };
    }

    /** As one sentence after another, in the way that leaves the fewest letters untranslated. */
    function series(part: string, depth: number): Retold {
      if (part === '' || depth > MAX_DEPTH) return { text: part, weight: 0 };
      const found = known.get(part);
      if (found !== undefined) return found;
      let best = whole(part, depth);
      for (const { index } of part.matchAll(SEAM)) {
        if (index === 0 || looks > MAX_LOOKS) continue;
        const head = whole(part.slice(0, index), depth);
        const tail = series(part.slice(index), depth);
        const weight = head.weight + tail.weight;
        if (weight > best.weight) best = { text: head.text + tail.text, weight };
      }
      known.set(part, best);
      return best;
    }

    return series(text, 0).text;
  };
}

function patternOf(key: string, translation: string): Pattern {
  const words = key.split(/\{\d+\}/);
  const gaps = [...key.matchAll(GAP)].map(([, index]) => Number(index));
  const weight = lettersIn(words.join(''));
  return { words, gaps, translation, weight, isOfTwo: words.includes(' ') };
}

/** Those whose words a text begins and ends with: hundreds are compared with each text. */
function createCandidates(patterns: readonly Pattern[]): (text: string) => readonly Pattern[] {
  const begun = Map.groupBy(patterns, ({ words }) => (words[0] ?? '').slice(0, EDGE));
  const ended = Map.groupBy(begun.get('') ?? [], ({ words }) => (words.at(-1) ?? '').slice(-EDGE));
  begun.delete('');
  const lengths = Array.from({ length: EDGE + 1 }, (_none, length) => length);
  return (text) => {
    const found = lengths.flatMap((length) => [
      ...(length === 0 ? [] : (begun.get(text.slice(0, length)) ?? [])),
      ...(ended.get(length === 0 ? '' : text.slice(-length)) ?? []),
    ]);
    return found.filter(
      ({ words }) => text.startsWith(words[0] ?? '') && text.endsWith(words.at(-1) ?? ''),
    );
  };
}

function lettersIn(text: string): number {
  return text.match(/\p{L}/gu)?.length ?? 0;
}

/** What stands in the gaps: each ends at the first place where the words go on, but for that of a label if it is said where. */
function valuesOf(
  { words }: Pattern,
  text: string,
  labelEnd: number | undefined,
): readonly string[] | null {
  const last = words.length - 1;
  const bound = text.length - (words[last]?.length ?? 0);
  const values: string[] = [];
  let start = words[0]?.length ?? 0;
  for (let index = 1; index <= last; index += 1) {
    const word = words[index] ?? '';
    const isLabel = labelEnd !== undefined && word === ' ';
    const found = isLabel ? labelEnd : placeOf(word, text, start);
    const at = index === last ? bound : found;
    if (at < start || at > bound) return null;
    values.push(text.slice(start, at));
    start = at + word.length;
  }
  return values;
}

function placeOf(word: string, text: string, start: number): number {
  const first = text.indexOf(word, start);
  if (!FULL_STOP.test(word)) return first;
  for (let at = first; at !== -1; at = text.indexOf(word, at + 1)) {
    const after = text.charAt(at + word.length);
    if (after === '' || after === ' ') return at;
  }
  return first;
}

function fill({ gaps, translation }: Pattern, retold: readonly Retold[]): string {
  return translation.replace(
    GAP,
    (_gap, index: string) => retold[gaps.indexOf(Number(index))]?.text ?? '',
  );
}
