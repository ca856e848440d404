import { createHash, randomUUID } from 'node:crypto';
import type { RecordActivity } from '../../domain/activity.js';
import type { Clock } from '../../domain/clock.js';
import type { MakerMark } from '../../domain/deal-link.js';
import {
  AmbiguousOutcomeError,
  DealdraftError,
  NothingCreatedError,
  UpstreamUnavailableError,
} from '../../domain/errors.js';
import type { Lane } from '../../domain/lane.js';
import type { Log } from '../../domain/log.js';
import type { Creation, Doubt, NewCreation } from '../../store/creation-ledger.js';
import type { Store } from '../../store/store.js';
import { createAbandonmentWatch, creationActivity, holdCreation } from '../../sync/index.js';
import type { CreationSettler } from '../../sync/index.js';
import { canonicalJson } from '../../domain/canonical-json.js';
import { noted, said } from '../../domain/said.js';

export interface CreateOnceParts {
  readonly store: Pick<Store, 'creations'>;
  readonly settler: Pick<CreationSettler, 'look' | 'learn' | 'isShown'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly record?: RecordActivity;
}

/** One wish to have something made, of a kind that the settler can look for. */
export interface Wish<Made, Ready, Refused> {
  readonly kind: string;
  /** What makes two requests the same wish; no other kind's may be equal. */
  readonly intent: readonly string[];
  /** What the caller said; the same wish with other input is refused. */
  readonly input: unknown;
  /** How long a repeat is the same wish, from completion; null for ever. */
  readonly rememberMs: number | null;
  /** Throws for a caller who may not learn what became of an earlier request. */
  readonly admit: () => Promise<void>;
  /** Everything that can be found wrong before anything is sent. */
  readonly prepare: () => Promise<
    | { readonly kind: 'ready'; readonly ready: Ready }
    | { readonly kind: 'refused'; readonly refused: Refused }
  >;
  /** Where a look for it starts; asked right before it is sent. */
  readonly subject: () => string;
  /**
   * What was made for the wish before, by the mark that it bears: the mark of a wish starts with `intentMark`. Asked where the
   * ledger knows nothing; it may have been lost, and what it told with it. Nothing leaves for it.
   */
  readonly findMarked?: (
    intentMark: string,
  ) => Promise<{ readonly madeId: string; readonly mark: string } | null>;
  /** `mark` has to go into what is made, where there is room for it; `beforeSend` has to be awaited after all waiting, just before the bytes go. */
  readonly send: (ready: Ready, mark: MakerMark, beforeSend: () => Promise<void>) => Promise<Made>;
  /** Looks for what was lost, in the person's view where that shows more; without it, in dealdraft's own. */
  readonly lookAs?: <T>(
    look: (seen: { readonly makerEmail?: string; readonly lane?: Lane }) => Promise<T>,
  ) => Promise<T>;
  /** Keeps what was made, and says its id. */
  readonly keep: (made: Made, ready: Ready) => Promise<string>;
}

export type Outcome<Refused> =
  | { readonly kind: 'made'; readonly madeId: string; readonly created: boolean }
  /** Nothing was sent. */
  | { readonly kind: 'refused'; readonly refused: Refused }
  /** The wish is known with other input. */
  | { readonly kind: 'mismatch' }
  /** Not known yet: it is being looked for, and the same request learns of it. */
  | {
      readonly kind: 'uncertain';
      /** Nothing that can be looked at shows it. */
      readonly isHidden: boolean;
    };

/** How long a repeat waits for the first request; and for one whose answer is lost, between two looks of others. */
const WAIT_FOR_OTHER_MS = 25_000;
const WAIT_FOR_LOOKS_MS = 8_000;
const WAIT_STEP_MS = 150;
/** The pauses between looks while somebody waits for the answer. */
const LOOK_AFTER_MS = [300, 1_000, 2_000, 3_000, 4_000];
const NEXT_LOOK_MS = 2_000;
/** Statuses of an edge that may have given up on a SpotDraft which goes on. */
const EDGE_STATUSES: readonly number[] = [408, 502, 503, 504];

/** The row was lost before anything was sent, to somebody who took its holder for dead. */
class HoldLostError extends Error {}

/**
 * Has one thing made of one wish. SpotDraft has no idempotency key and what it makes twice is billed twice, so: the
 * ledger's row comes first, the request id is stamped into what is made, and what was lost is looked for, never repeated.
 *
 * @throws NothingCreatedError where it is certain that nothing was made by this request or an earlier one of the wish.
 */
export async function createOnce<Made, Ready, Refused>(
  parts: CreateOnceParts,
  wish: Wish<Made, Ready, Refused>,
): Promise<Outcome<Refused>> {
  const tell = (ended: Omit<Parameters<typeof creationActivity>[0], 'kind'>) =>
    parts.record?.(creationActivity({ kind: wish.kind, ...ended }));
  try {
    const outcome = await carryOutOnce(parts, wish);
    if (outcome.kind === 'made') {
      tell({ outcome: outcome.created ? 'created' : 'existing', madeId: outcome.madeId });
    } else {
      tell({ outcome: outcome.kind, failed: true });
    }
    return outcome;
  } catch (error) {
    const cause = error instanceof NothingCreatedError ? error.cause : error;
    const told = said`Nothing was made.`;
    tell({
      outcome: 'failed',
      failed: true,
      error: cause instanceof DealdraftError ? cause.message : told,
      told,
    });
    throw error;
  }
}

async function carryOutOnce<Made, Ready, Refused>(
  parts: CreateOnceParts,
  wish: Wish<Made, Ready, Refused>,
): Promise<Outcome<Refused>> {
  const { settler, clock, log } = parts;
  const ledger = parts.store.creations;
  const inputHash = hash(wish.input);
  const holder = randomUUID();
  const { lookAs = (look) => look({}) } = wish;

  /** Looks a few times, because what is new may be visible late. Null when it is clear that nothing was made. */
  async function settle(requestId: string, created: boolean): Promise<Outcome<Refused> | null> {
    let nextLookMs = NEXT_LOOK_MS;
    let isHidden = false;
    for (const waitMs of LOOK_AFTER_MS) {
      await clock.sleep(waitMs);
      try {
        const seen = await lookAs((as) =>
          settler.look(requestId, holder, { lane: 'interactive', ...as }),
        );
        if (seen.outcome === 'made') return { kind: 'made', madeId: seen.madeId, created };
        if (seen.outcome === 'none') return null;
        if (seen.outcome === 'lost') return await join({ requestId, inputHash });
        nextLookMs = seen.nextLookMs;
        isHidden = seen.outcome === 'hidden';
        if (isHidden) break;
      } catch (error) {
        log.warn({ err: error, requestId }, 'could not look for what was lost');
      }
    }
    await ledger.release(requestId, holder, nextLookMs);
    return { kind: 'uncertain', isHidden };
  }

  /** Waits until whoever has the wish is done with it. Null when it was given up, so that it is free again. */
  async function join({
    requestId,
    inputHash: known,
  }: Pick<Creation, 'requestId' | 'inputHash'>): Promise<Outcome<Refused> | null> {
    if (known !== inputHash) return { kind: 'mismatch' };
    let waitedMs = 0;
    const watch = createAbandonmentWatch(() => waitedMs);
    for (;;) {
      const now = await ledger.get(requestId);
      if (now === null) return null;
      if (now.madeId !== null) return { kind: 'made', madeId: now.madeId, created: false };
      if (watch.isAbandoned(now)) {
        const taken = await ledger.takeOver(requestId, now.beat, holder);
        if (taken.outcome === 'freed') return null;
        if (taken.outcome === 'taken') {
          using _held = holdCreation({ ledger, clock, log }, requestId, holder);
          return await settle(requestId, false);
        }
      }
      const patienceMs = now.isHeld ? WAIT_FOR_OTHER_MS : WAIT_FOR_LOOKS_MS;
      if (waitedMs >= patienceMs)
        return { kind: 'uncertain', isHidden: !settler.isShown(wish.kind) };
      await clock.sleep(WAIT_STEP_MS);
      waitedMs += WAIT_STEP_MS;
    }
  }

  async function carryOut(ready: Ready, creation: Creation): Promise<Outcome<Refused> | null> {
    const { requestId } = creation;
    using _held = holdCreation({ ledger, clock, log }, requestId, holder);
    let isSent = false;
    let made: Made;
    try {
      made = await wish.send(ready, markOf(creation), async () => {
        if (!(await ledger.markSent(requestId, holder))) throw new HoldLostError();
        isSent = true;
      });
    } catch (error) {
      if (error instanceof HoldLostError) return null;
      return await handleUnmade(requestId, isSent, error);
    }
    // What fails from here on stays for the settler: it is made.
    const madeId = await wish.keep(made, ready);
    await ledger.complete(requestId, madeId);
    void settler.learn(creation);
    return { kind: 'made', madeId, created: true };
  }

  /** No answer that tells of an outcome: settles a lost one, and frees the wish where nothing was made for certain. */
  async function handleUnmade(
    requestId: string,
    isSent: boolean,
    error: unknown,
  ): Promise<Outcome<Refused>> {
    // All errors of a client but the ambiguous one say: refused, or it never left.
    const isLost = isSent && !(error instanceof DealdraftError);
    if (error instanceof AmbiguousOutcomeError || isLost) {
      log.warn({ err: error, requestId }, 'the answer to a create was lost; looking for it');
      const uncertain = await ledger.markUncertain(requestId, holder, doubtOf(error));
      const settled = await (uncertain === null
        ? join({ requestId, inputHash })
        : settle(requestId, true));
      if (settled !== null) return settled;
      throw new NothingCreatedError(provenUnmade(error));
    }
    await ledger.forget(requestId, holder);
    throw error instanceof DealdraftError ? new NothingCreatedError(error) : error;
  }

  async function prepare() {
    try {
      return await wish.prepare();
    } catch (error) {
      throw error instanceof DealdraftError ? new NothingCreatedError(error) : error;
    }
  }

  for (;;) {
    const intent = hash(wish.intent);
    const existing = await ledger.byIntent(intent);
    if (existing !== null) {
      await wish.admit();
      const joined = await join(existing);
      if (joined !== null) return joined;
      continue;
    }
    if (wish.rememberMs === null) {
      const marked = await wish.findMarked?.(intentMark(intent));
      if (marked) {
        await wish.admit();
        return marked.mark === wishMark(intent, inputHash)
          ? { kind: 'made', madeId: marked.madeId, created: false }
          : { kind: 'mismatch' };
      }
    }
    const prepared = await prepare();
    if (prepared.kind === 'refused') return prepared;
    const creation: NewCreation = {
      kind: wish.kind,
      intent,
      requestId: randomUUID(),
      inputHash,
      subject: wish.subject(),
      rememberMs: wish.rememberMs,
    };
    const begun = await ledger.begin(creation, holder);
    const outcome =
      begun.outcome === 'began'
        ? await carryOut(prepared.ready, begun.creation)
        : await join(begun.creation);
    if (outcome !== null) return outcome;
  }
}

/** Only a wish that is remembered for ever is worth a mark that stays for ever. */
function markOf({ requestId, intent, inputHash, rememberMs }: NewCreation): MakerMark {
  return { requestId, wish: rememberMs === null ? wishMark(intent, inputHash) : null };
}

/** Short enough for a text field, long enough that no two wishes share it. */
const intentMark = (intent: string) => `${intent.slice(0, 32)}.`;
const wishMark = (intent: string, inputHash: string) => intentMark(intent) + inputHash.slice(0, 32);

function provenUnmade(error: unknown): DealdraftError {
  const status = error instanceof DealdraftError ? error.status : undefined;
  const how =
    status === undefined ? noted`SpotDraft gave no answer.` : noted`SpotDraft failed (${status}).`;
  return new UpstreamUnavailableError(
    noted`${how} It was looked for, and was not created. Try again in a moment.`,
    { service: 'spotdraft', ...(status === undefined ? {} : { status }), cause: error },
  );
}

function doubtOf(error: unknown): Doubt {
  const status = error instanceof DealdraftError ? error.status : undefined;
  return status === undefined || EDGE_STATUSES.includes(status) ? 'unanswered' : 'answered';
}

function hash(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex');
}
