/** What a query of SpotDraft's analytics found. */
export interface AnalyticsRows {
  readonly columns: readonly string[];
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  /** How many rows SpotDraft gave. */
  readonly rowCount: number;
  /** There were more. */
  readonly truncated: boolean;
}
