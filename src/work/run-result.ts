/** What a run of one key came to. */
export type RunResult =
  | { readonly kind: 'done' }
  /** Nothing failed, it is just too early. */
  | { readonly kind: 'again'; readonly afterMs: number }
  /** Nothing failed, and one more run has to follow, with one more attempt counted. */
  | {
      readonly kind: 'once-more';
      readonly afterMs: number;
      readonly reason: string;
      readonly told?: string;
    }
  | {
      readonly kind: 'back-off';
      readonly afterMs: number;
      /** For operators. */
      readonly reason: string;
      /** For readers, where the reason has a neighbour's own words. */
      readonly told?: string;
      readonly cause?: string;
    }
  | {
      readonly kind: 'park';
      readonly reason: string;
      readonly told?: string;
      readonly cause?: string;
    };
