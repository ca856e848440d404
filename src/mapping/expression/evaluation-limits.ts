import { ExpressionError } from './expression-error.js';

/** An expression over one record takes well under a millisecond. */
const MAX_RUN_MS = 2_000;
/** Then everything else in the process has a turn. */
const SLICE_MS = 10;
/** Items of one list. */
export const MAX_LIST_LENGTH = 20_000;
/** Characters and values of a text, list or object with all that is in it. */
export const MAX_SIZE = 2_000_000;
/** Far more than any field of a contract is nested. */
const MAX_NESTING = 200;

interface Measure {
  readonly size: number;
  readonly depth: number;
}

/**
 * What one evaluation may take. JSONata calls `enter` and `leave` around each node of an expression, and waits for them:
 * a runaway expression ends after two seconds of its own, and meanwhile the process goes on answering.
 */
export class EvaluationLimits {
  readonly #measures = new WeakMap<object, Measure>();
  #sliceStartedAt = performance.now();
  #ranMs = 0;

  /** @throws ExpressionError when the time is up. */
  enter(): Promise<void> | undefined {
    const sliceMs = performance.now() - this.#sliceStartedAt;
    if (sliceMs < SLICE_MS) return undefined;
    this.#ranMs += sliceMs;
    if (this.#ranMs > MAX_RUN_MS) {
      throw new ExpressionError(
        `it was ended after ${MAX_RUN_MS / 1_000} seconds; check it for a function that calls itself without an end, or for lists of lists`,
      );
    }
    return new Promise((resolve) => {
      setImmediate(() => {
        this.#sliceStartedAt = performance.now();
        resolve();
      });
    });
  }

  /** @throws ExpressionError when what a node gave is larger than anything that goes into a contract. */
  leave(result: unknown): void {
    const { size, depth } = this.#measure(result);
    if (size > MAX_SIZE) throw tooLarge();
    if (depth > MAX_NESTING) {
      throw new ExpressionError(`it nests values more than ${MAX_NESTING} deep`);
    }
  }

  /** Each object is looked at once, however often it is contained in others. */
  #measure(value: unknown): Measure {
    if (typeof value === 'string') return { size: value.length + 1, depth: 0 };
    if (typeof value !== 'object' || value === null || isFunction(value)) return LEAF;
    const known = this.#measures.get(value);
    if (known !== undefined) return known;
    if (Array.isArray(value) && value.length > MAX_LIST_LENGTH) {
      throw new ExpressionError(
        `a list has ${value.length} items, more than the ${MAX_LIST_LENGTH} it may have`,
      );
    }
    let size = 1;
    let depth = 0;
    for (const member of Object.values(value)) {
      const inner = this.#measure(member);
      size += inner.size;
      depth = Math.max(depth, inner.depth);
    }
    const measure = { size, depth: depth + 1 };
    this.#measures.set(value, measure);
    return measure;
  }
}

export function tooLarge(): ExpressionError {
  return new ExpressionError(
    `it makes a value of more than ${MAX_SIZE} characters; no field of a contract holds so much`,
  );
}

const LEAF: Measure = { size: 1, depth: 0 };

/** jsonata's functions are objects with whole environments in them. */
export function isFunction(value: object): boolean {
  return '_jsonata_lambda' in value || '_jsonata_function' in value;
}
