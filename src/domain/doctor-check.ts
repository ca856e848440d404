export const CHECK_STATES = ['ok', 'warn', 'fail'] as const;

/** `warn`: it works, or could not be judged; `fail`: something that is needed does not work. */
export type CheckState = (typeof CHECK_STATES)[number];

/** What one check of `doctor` came to. */
export interface DoctorCheck {
  /** Stable dotted name, such as `spotdraft.credentials`. */
  readonly check: string;
  readonly state: CheckState;
  /** For people: what was found. `not checked` where an earlier failure left nothing to judge. */
  readonly seen: string;
  /** For people: what to do about it, in the words of the screen where it is done; empty where there is nothing to do. */
  readonly todo: string;
}
