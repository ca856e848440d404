/** What is remembered of one thing: a key of at most some 200 characters, and JSON text of at most some kilobytes. */
export interface Mark {
  readonly key: string;
  readonly value: string;
}

/**
 * What the passes remember of each contract or deal, by scope (`terms`, `renewals`): the last result, or that something was
 * done. Each scope is an ordered list of keys of its own, by the bytes of their UTF-8.
 *
 * Nothing here expires by itself: who puts a mark also removes it, or keeps it for good on purpose.
 */
export interface Marks {
  /** Those that are there, by key; in one look, however many are asked for. */
  get(scope: string, keys: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** All of them at once, or none. The later of two of one key counts. */
  put(scope: string, marks: readonly Mark[]): Promise<void>;
  /** Of several that ask for the same key at once, one gets true. */
  putIfAbsent(scope: string, mark: Mark): Promise<boolean>;
  /** False, and nothing changed, when the value is another than `from` by now, or none. */
  replace(scope: string, key: string, change: { from: string; to: string }): Promise<boolean>;
  /** Harmless for what is not there. */
  remove(scope: string, keys: readonly string[]): Promise<void>;
  /** The first ones after `after`, in the order of their keys; from the beginning without it. */
  page(scope: string, range: { after?: string; first: number }): Promise<readonly Mark[]>;
  /** How many the scope has. Costs the same however many they are. */
  count(scope: string): Promise<number>;
}
