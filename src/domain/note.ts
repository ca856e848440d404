/** What somebody wrote down about a contract in SpotDraft. */
export interface Note {
  readonly id: string;
  readonly text: string;
  /** The name of its tag. */
  readonly tag: string | null;
}
