import { RE2JS, RE2JSException } from 're2js';
import { ExpressionError } from './expression-error.js';

/** The text of a CRM field is far shorter; what an expression puts together need not be. */
const MAX_TEXT_LENGTH = 500_000;
/** As many as a list may have items. */
const MAX_MATCHES = 20_000;
/** Each match takes linear time, many of them over one long text may take its square. */
const MAX_MATCHING_MS = 1_000;

const compiled = new WeakMap<RegExp, RE2JS>();

/**
 * A regular expression whose matching takes time in proportion to the text, so that no deal's name can hold up the
 * process. JSONata makes one each time an expression comes to a `/…/`, and uses nothing of it but `exec` and `lastIndex`.
 */
export class LinearRegExp {
  lastIndex = 0;
  readonly #pattern: RE2JS;
  #matches = 0;
  #matchingMs = 0;

  constructor(regex: RegExp) {
    this.#pattern = toLinear(regex);
  }

  /** As `RegExp.exec` of a global expression. */
  exec(text: string): RegExpExecArray | null {
    if (text.length > MAX_TEXT_LENGTH) {
      throw new ExpressionError(
        `a regular expression was given a text of ${text.length} characters, more than the ${MAX_TEXT_LENGTH} it may look at`,
      );
    }
    if (this.lastIndex > text.length) return this.#end();
    const startedAt = performance.now();
    const matcher = this.#pattern.matcher(text);
    const isFound = matcher.find(this.lastIndex);
    this.#matchingMs += performance.now() - startedAt;
    if (!isFound) return this.#end();
    this.#matches += 1;
    if (this.#matches > MAX_MATCHES || this.#matchingMs > MAX_MATCHING_MS) {
      throw new ExpressionError(
        `a regular expression matches too often in a long text (${this.#matches} times); make it match longer pieces`,
      );
    }
    this.lastIndex = matcher.end();
    const groups = Array.from({ length: matcher.groupCount() + 1 }, (_, group) =>
      matcher.group(group),
    );
    // A group that took no part is undefined there and null here.
    const match = groups.map((group) => group ?? undefined);
    return Object.assign(match, { index: matcher.start(), input: text }) as RegExpExecArray;
  }

  #end(): null {
    this.lastIndex = 0;
    return null;
  }
}

/** @throws ExpressionError naming what can't be matched in linear time: look-ahead and references back to a group. */
export function toLinear(regex: RegExp): RE2JS {
  const known = compiled.get(regex);
  if (known !== undefined) return known;
  try {
    const pattern = RE2JS.compile(RE2JS.translateRegExp(regex), RE2JS.LOOKBEHINDS);
    compiled.set(regex, pattern);
    return pattern;
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error;
    throw new ExpressionError(
      `the regular expression /${regex.source}/ can't be used (${error.message}): look-ahead such as (?=…) and (?!…), ` +
        'references back such as \\1 and more than 1,000 repetitions are not possible; write it without, or in two steps',
      { cause: error },
    );
  }
}
