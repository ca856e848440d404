import { createRandom } from '../seed/contract-random.js';

/**
 * The order in which rows come that no ORDER BY arranges. The platform promises none; this one keeps the order of
 * making, or hands out another one each time, so that whoever relies on it finds out.
 */
export class RowOrder {
  isShuffled: boolean;
  readonly #lastOrders = new Map<string, readonly number[]>();
  #random = createRandom(1);

  constructor(private readonly isShuffledAtStart: boolean) {
    this.isShuffled = isShuffledAtStart;
  }

  /** @param list which list this is: the same one never comes twice in a row in the same order. */
  apply<Row>(list: string, rows: readonly Row[]): readonly Row[] {
    if (!this.isShuffled || rows.length < 2) return rows;
    let order = this.#shuffle(rows.length);
    const last = this.#lastOrders.get(list) ?? [...rows.keys()];
    // One step on is another order for certain.
    if (String(order) === String(last)) order = [...order.slice(1), ...order.slice(0, 1)];
    this.#lastOrders.set(list, order);
    return order.flatMap((index) => rows.slice(index, index + 1));
  }

  reset(): void {
    this.isShuffled = this.isShuffledAtStart;
    this.#lastOrders.clear();
    this.#random = createRandom(1);
  }

  #shuffle(length: number): number[] {
    const keyed = Array.from({ length }, (_, index) => ({ index, key: this.#random() }));
    return keyed.sort((a, b) => a.key - b.key).map(({ index }) => index);
  }
}
