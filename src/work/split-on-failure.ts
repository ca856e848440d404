/** An item whose run failed, and whether it was the only one of its run, so that the failure is surely its own. */
export interface ItemFailure {
  readonly error: unknown;
  readonly isOwn: boolean;
}

export interface SplitOptions {
  /** Whether one item may have caused the failure of all. Other errors are thrown at once. */
  readonly isSplittable: (error: unknown) => boolean | Promise<boolean>;
  /** Runs in all. A single culprit among 200 is found within 16; when everything fails, that is known soon enough. */
  readonly maxRuns: number;
}

/**
 * Runs `items` together; when that fails by one of them, halves them until the culprit stands alone, so that the others
 * are not held up. `run` has to be repeatable. Items without an entry in the answer had a run that succeeded.
 *
 * @throws the first error that is not splittable; runs that succeeded before it stay done.
 */
export async function splitOnFailure<Item>(
  items: readonly Item[],
  run: (part: readonly Item[]) => Promise<void>,
  { isSplittable, maxRuns }: SplitOptions,
): Promise<ReadonlyMap<Item, ItemFailure>> {
  const failures = new Map<Item, ItemFailure>();
  let runsLeft = maxRuns;

  async function runPart(part: readonly Item[]): Promise<void> {
    runsLeft -= 1;
    try {
      await run(part);
    } catch (error) {
      if (!(await isSplittable(error))) throw error;
      if (part.length <= 1 || runsLeft <= 0) {
        for (const item of part) failures.set(item, { error, isOwn: part.length === 1 });
        return;
      }
      const middle = Math.ceil(part.length / 2);
      await runPart(part.slice(0, middle));
      if (runsLeft <= 0) {
        for (const item of part.slice(middle)) failures.set(item, { error, isOwn: false });
        return;
      }
      await runPart(part.slice(middle));
    }
  }

  if (items.length > 0) await runPart(items);
  return failures;
}
