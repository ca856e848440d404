/**
 * The ledger of things that are to be created once, whatever is repeated, lost or killed.
 *
 * One row an intent. It moves forward only (open, sent, uncertain, created); `created` is final, so nothing late can make
 * an intent free for a second time. Somebody *holds* a row while working on it, and says so by raising its `beat`. Whether
 * a holder lives is judged by whoever watches the beat stand still, for a while of the watcher's own: no row says until when
 * it is held, so no two clocks are ever compared. All other times are the store's own.
 */
export interface NewCreation {
  /** What is made; says how it is looked for. */
  readonly kind: string;
  /** What makes two requests the same intent. */
  readonly intent: string;
  /** Stamped into what is made, so that it can be recognised. */
  readonly requestId: string;
  /** Of the caller's input; a repeat with another hash is not a repeat. */
  readonly inputHash: string;
  /** Where a look for it starts: the deal of a contract. */
  readonly subject: string;
  /** How long the intent is remembered after completion; null for ever. */
  readonly rememberMs: number | null;
}

/** How a request ended whose outcome is not known: with an answer that tells of no outcome, or with none. */
export type Doubt = 'answered' | 'unanswered';

export interface Creation extends NewCreation {
  /**
   * `open`: nothing was sent. `sent`: the request may have reached SpotDraft. `uncertain`: it may have, and nobody waits for
   * its answer any more. `created`: `madeId` is known.
   */
  readonly state: 'open' | 'sent' | 'uncertain' | 'created';
  readonly madeId: string | null;
  readonly isHeld: boolean;
  /** Changes with everything the holder does, and at least every `BEAT_EVERY_MS` while it lives. */
  readonly beat: number;
  /** Whether the next look is due; counts where nobody holds the row. */
  readonly isDue: boolean;
  /** How often it was looked for in vain. */
  readonly looks: number;
  /**
   * `uncertain`: for how long the request has given no sign, as far as it was watched: the sum of steps, so that a clock
   * which jumps adds no more than one of `LONGEST_STEP_MS`.
   */
  readonly uncertainForMs: number;
  readonly doubt: Doubt | null;
}

/** How often a holder says that it lives. */
export const BEAT_EVERY_MS = 1_000;

export const LONGEST_STEP_MS = 30_000;

export type TakeOver =
  /** Held by the new holder, and `uncertain`. */
  | { readonly outcome: 'taken'; readonly creation: Creation }
  /** Nothing had been sent: the row is gone and its intent free. Its former holder can't send any more. */
  | { readonly outcome: 'freed' }
  /** It is not as it was seen: its holder lives, or another was faster, or it is settled. */
  | { readonly outcome: 'lost' };

/** `holder` is a name that nobody else has; whoever lost a row is told by the answer null or false. */
export interface CreationLedger {
  /** Starts the intent, held by `holder`, unless it is known. Remembered rows that have expired do not count. */
  begin(
    creation: NewCreation,
    holder: string,
  ): Promise<{ readonly outcome: 'began' | 'exists'; readonly creation: Creation }>;
  /** The holder lives. */
  beat(requestId: string, holder: string): Promise<boolean>;
  /** To be called right before the request leaves. False when the row was lost: then do not send. */
  markSent(requestId: string, holder: string): Promise<boolean>;
  /** What was made is known, whoever holds the row. */
  complete(requestId: string, madeId: string): Promise<void>;
  /** The request has ended without telling its outcome. */
  markUncertain(requestId: string, holder: string, doubt: Doubt): Promise<Creation | null>;
  /** Counts a look that found nothing. */
  countLook(requestId: string, holder: string): Promise<Creation | null>;
  /** Leaves an uncertain row to whoever looks next, after `nextLookMs`. */
  release(requestId: string, holder: string, nextLookMs: number): Promise<void>;
  /** Forgets the intent: it was refused, never sent, or it is proven that nothing was made. */
  forget(requestId: string, holder: string): Promise<boolean>;
  get(requestId: string): Promise<Creation | null>;
  byIntent(intent: string): Promise<Creation | null>;
  /** Takes a row whose holder is dead, or that nobody holds, provided that its beat is still the one that was seen. */
  takeOver(requestId: string, seenBeat: number, holder: string): Promise<TakeOver>;
  /** What is not created yet, longest untouched first: rows that are due, and those that somebody holds or held. */
  unfinished(limit: number): Promise<readonly Creation[]>;
}
