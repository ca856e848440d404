/** Walks of several lists that show their rows together. */
export interface Together<Row, Node> {
  /** As `show` of one list: answers once every walk has come so far, or has ended. */
  readonly show: (rows: readonly Row[]) => Promise<readonly Node[]>;
  /** To be called when a walk has ended, however. */
  readonly ended: () => void;
}

/**
 * Has one look-up answer for the rows of several walks that go on at once: each waits until all that have not ended wait as well.
 *
 * @param walks how many there are
 * @param showAll what of all rows is shown, in their order
 */
export function createTogether<Row, Node>(
  walks: number,
  showAll: (rows: readonly Row[]) => Promise<readonly Node[]>,
): Together<Row, Node> {
  let going = walks;
  let waiting: {
    readonly rows: readonly Row[];
    readonly resolve: (nodes: Promise<readonly Node[]>) => void;
  }[] = [];

  function answerWhenAllWait(): void {
    if (waiting.length === 0 || waiting.length < going) return;
    const asked = waiting;
    waiting = [];
    const all = showAll(asked.flatMap(({ rows }) => rows));
    let from = 0;
    for (const { rows, resolve } of asked) {
      const start = from;
      from += rows.length;
      resolve(all.then((nodes) => nodes.slice(start, start + rows.length)));
    }
  }

  return {
    show: (rows) =>
      new Promise((resolve) => {
        waiting.push({ rows, resolve });
        answerWhenAllWait();
      }),
    ended() {
      going -= 1;
      answerWhenAllWait();
    },
  };
}
