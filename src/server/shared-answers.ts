import { runShared } from '../domain/request-scope.js';
import type { SharedWork } from '../domain/request-scope.js';

/**
 * Answers that are under way, for whoever asks the very same meanwhile: as the very same caller, with the very same rights. A screen of
 * many parts, or one that is opened in many windows, then costs its page once.
 *
 * Nobody is given what was read before they changed something, or before they were told that something has changed: `outdate` says so.
 * What others change elsewhere may be missing from an answer that was on its way by then, for as long as it was.
 */
export interface SharedAnswers<Answer> {
  /**
   * @param question null for what has to be done for whoever asks.
   * @param ask is given what to call once it is known that the question may be shared; from then on it is.
   */
  answer(
    question: Question | null,
    ask: (mayBeShared: () => void) => Promise<Answer>,
  ): Promise<Answer>;
  /** What is under way is nobody's answer who asks from now on. */
  outdate(): void;
}

export interface Question {
  readonly asked: string;
  /** Who asks, with all that their rights follow from. */
  readonly by: string;
}

interface UnderWay<Answer> {
  readonly work: SharedWork<Answer>;
  readonly sinceMs: number;
}

/** A page takes a tenth of it; what takes longer meets a neighbour in trouble, and is asked anew. */
const JOINED_WITHIN_MS = 1_000;
/** Questions known to be sharable: 5 MB at most. Screens ask few, and short ones. */
const MAX_KNOWN = 500;
const MAX_LENGTH = 10_000;

export function createSharedAnswers<Answer>(): SharedAnswers<Answer> {
  const underWay = new Map<string, UnderWay<Answer>>();
  const known = new Set<string>();

  function learn(asked: string): void {
    // The one that was learnt first goes; if it is asked still, it is learnt again.
    for (const oldest of known.size < MAX_KNOWN ? [] : known) {
      known.delete(oldest);
      break;
    }
    known.add(asked);
  }

  return {
    answer(question, ask) {
      if (question === null || question.asked.length > MAX_LENGTH) return ask(() => undefined);
      const { asked, by } = question;
      if (!known.has(asked)) {
        return ask(() => {
          learn(asked);
        });
      }
      const key = `${by}\n${asked}`;
      const found = underWay.get(key);
      if (
        found !== undefined &&
        !found.work.abandoned.aborted &&
        performance.now() - found.sinceMs < JOINED_WITHIN_MS
      ) {
        found.work.join();
        return found.work.result;
      }
      const begun = {
        work: runShared(() => ask(() => undefined)),
        sinceMs: performance.now(),
      };
      underWay.set(key, begun);
      const end = () => {
        if (underWay.get(key) === begun) underWay.delete(key);
      };
      begun.work.result.then(end, end);
      return begun.work.result;
    },
    outdate() {
      underWay.clear();
    },
  };
}
