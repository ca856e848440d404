/** Above it a reader is so far behind that one word to read again serves it better. */
const MAX_WAITING = 1_000;

/**
 * What waits for one reader: the newest value of each key, in the order of its last change. Bounded, whatever the reader
 * does: beyond the bound `overflow` takes the place of all.
 */
export class LiveQueue<Value> implements AsyncIterableIterator<Value, undefined, undefined> {
  readonly #waiting = new Map<string, Value>();
  readonly #overflow: (last: Value) => Value;
  readonly #onEnd: () => void;
  #wake: (() => void) | null = null;
  #failure: { readonly error: Error } | null = null;
  #isOver = false;
  #isLast = false;

  constructor(parts: {
    readonly overflow: (last: Value) => Value;
    /** Called once, however it ends. */
    readonly onEnd: () => void;
  }) {
    this.#overflow = parts.overflow;
    this.#onEnd = parts.onEnd;
  }

  /** Nothing waits, and the reader, done with what it got, asks for more. */
  get isIdle(): boolean {
    return this.#waiting.size === 0 && this.#wake !== null;
  }

  offer(key: string, value: Value): void {
    if (this.#isOver) return;
    this.#waiting.delete(key);
    this.#waiting.set(key, value);
    if (this.#waiting.size > MAX_WAITING) {
      this.#waiting.clear();
      this.#waiting.set('', this.#overflow(value));
    }
    this.#wake?.();
  }

  /** What waits is dropped; the reader meets the error next. */
  fail(error: Error): void {
    if (this.#isOver) return;
    this.#failure = { error };
    this.#end();
  }

  /** Nothing follows: the reader gets what waits, and then the end. */
  finish(): void {
    this.#isLast = true;
    this.#wake?.();
  }

  async next(): Promise<IteratorResult<Value, undefined>> {
    for (;;) {
      if (this.#failure !== null) {
        const { error } = this.#failure;
        this.#failure = null;
        throw error;
      }
      if (this.#isOver) return { done: true, value: undefined };
      const [first] = this.#waiting;
      if (first !== undefined) {
        this.#waiting.delete(first[0]);
        return { done: false, value: first[1] };
      }
      if (this.#isLast) return this.return();
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
      this.#wake = null;
    }
  }

  async return(): Promise<IteratorResult<Value, undefined>> {
    if (!this.#isOver) this.#end();
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #end(): void {
    this.#isOver = true;
    this.#waiting.clear();
    this.#onEnd();
    this.#wake?.();
  }
}
