/** Several things that one call makes are one thing of the ledger, whose id holds theirs. */
export const joinIds = (ids: readonly string[]): string => ids.join(',');
export const splitIds = (joined: string): readonly string[] =>
  joined === '' ? [] : joined.split(',');
