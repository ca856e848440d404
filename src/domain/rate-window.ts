/** A sliding window shared by all processes of the store. Need not survive a restart of the machine. */
export interface RateWindow {
  /**
   * Takes a slot when fewer than `limit` are taken. A slot counts from now until `windowMs` after it is settled.
   * One that was neither settled nor held for five seconds is given up: its process has died.
   */
  take(options: {
    readonly limit: number;
    readonly windowMs: number;
  }): Promise<
    | { readonly taken: true; readonly slot: string }
    | { readonly taken: false; readonly waitMs: number }
  >;
  /** Says that the calls of these slots still run, however long their answers take. */
  hold(slots: readonly string[]): Promise<void>;
  settle(slot: string): Promise<void>;
}
