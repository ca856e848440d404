/**
 * Who waits, by caller. Callers take turns, each with its oldest wait first, so that one with a thousand waits delays
 * another's only by one.
 */
export class Turns<Wait> {
  /** The caller whose turn it is comes first. */
  readonly #waits = new Map<string, Set<Wait>>();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  add(caller: string, wait: Wait): void {
    const own = this.#waits.get(caller);
    if (own === undefined) this.#waits.set(caller, new Set([wait]));
    else own.add(wait);
    this.#size += 1;
  }

  /** Takes a wait out of the line; false when it is not in it. */
  remove(caller: string, wait: Wait): boolean {
    const own = this.#waits.get(caller);
    if (own?.delete(wait) !== true) return false;
    if (own.size === 0) this.#waits.delete(caller);
    this.#size -= 1;
    return true;
  }

  /** Takes out the wait whose turn it is; undefined when nobody waits. */
  next(): Wait | undefined {
    for (const [caller, own] of this.#waits) {
      for (const wait of own) {
        this.remove(caller, wait);
        if (own.size > 0) {
          this.#waits.delete(caller);
          this.#waits.set(caller, own);
        }
        return wait;
      }
    }
    return undefined;
  }
}
