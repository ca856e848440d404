import type { Doubt } from '../../store/creation-ledger.js';

/** Bounds of how long something may stay invisible before it counts as never made; SpotDraft promises nothing. */
const LONGEST_MS = 4 * 60_000;
/**
 * SpotDraft has answered, though not with an outcome: what it made, it made before that. `known` and not: whether this
 * workspace has shown how soon it lists what is new.
 */
const ANSWERED_MS = { known: 8_000, unknown: 30_000 };
/** No answer came, so it may still be at work on the request: longer than what a gateway lets anybody wait. */
const UNANSWERED_MS = { known: 47_000, unknown: LONGEST_MS };
/** Of what was seen of this workspace; the next contract may take longer. */
const MARGIN = 4;
/** What is listed so soon after it was made tells of the workspace; later, only that somebody looked late. */
const TELLING_MS = 10_000;

/**
 * How long after the last sign of its request a thing that no look shows counts as never made.
 *
 * @param visibleWithinMs how soon this workspace lists what is new; null when nothing has shown it
 */
export function patienceMs(doubt: Doubt | null, visibleWithinMs: number | null): number {
  const patience = doubt === 'answered' ? ANSWERED_MS : UNANSWERED_MS;
  if (visibleWithinMs === null) return patience.unknown;
  return Math.min(LONGEST_MS, patience.known + MARGIN * visibleWithinMs);
}

/**
 * What one find adds to what is known of the workspace.
 *
 * @param isFirstLook whether no look before was in vain; then it may have been visible long before
 */
export function learnVisibility(
  known: number | null,
  find: { readonly afterMs: number; readonly isFirstLook: boolean },
): number | null {
  if (!find.isFirstLook) return Math.max(known ?? 0, find.afterMs);
  if (find.afterMs > TELLING_MS) return known;
  return Math.max(find.afterMs, (known ?? 0) / 2);
}
