import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { CallOptions } from '../../connectors/spotdraft/types.js';
import type { RecordActivity } from '../../domain/activity.js';
import type { Clock } from '../../domain/clock.js';
import type { Log } from '../../domain/log.js';
import { LONGEST_STEP_MS } from '../../store/creation-ledger.js';
import type { Creation } from '../../store/creation-ledger.js';
import type { Store } from '../../store/store.js';
import { learnVisibility, patienceMs } from './creation-patience.js';
import { creationActivity } from './creation-activity.js';
import { createAbandonmentWatch, holdCreation } from './hold-creation.js';

/** How things of one kind are found again when the answer to their creation was lost. */
export interface CreationKind {
  readonly kind: string;
  /**
   * Looks for what was made; on finding it, keeps it as anything else that SpotDraft tells, and says its id. Null where
   * SpotDraft does not show it (yet).
   *
   * With `options.isLast` it counts as never made after this look: look everywhere. Null where SpotDraft has nothing to look
   * at, and `NOT_SHOWN` where it does not show this one: then a lost one stays uncertain for a day.
   */
  readonly lookFor: LookFor | null;
}

export type LookFor = (
  creation: Creation,
  options: LookOptions,
) => Promise<string | null | typeof NOT_SHOWN>;

/** The look proves nothing, since what it looks for would not be seen either. */
export const NOT_SHOWN = Symbol('not shown');

export type LookOptions = CallOptions & {
  readonly isLast: boolean;
  /** As whom in SpotDraft the thing was asked for, while that person waits. Others may not see what is theirs. */
  readonly makerEmail?: string;
};

/** For whom, and for how long, a look is made. */
export type LookRequest = Pick<LookOptions, 'lane' | 'signal' | 'makerEmail'>;

export type Look =
  | { readonly outcome: 'made'; readonly madeId: string }
  /** Proven not to have been made: the intent is free. */
  | { readonly outcome: 'none' }
  | { readonly outcome: 'open'; readonly nextLookMs: number }
  /** Nothing shows it: no such look will tell. */
  | { readonly outcome: 'hidden'; readonly nextLookMs: number }
  /** Somebody else has it by now. */
  | { readonly outcome: 'lost' };

export interface CreationSettler {
  /** Looks once for an uncertain creation that `holder` holds. */
  look(requestId: string, holder: string, request: LookRequest): Promise<Look>;
  /** Whether SpotDraft shows things of this kind, so that a look may tell. */
  isShown(kind: string): boolean;
  /** Lets the workspace show how soon it lists what is new, where that is not known yet. Never throws. */
  learn(creation: Creation): Promise<void>;
  /** Settles what processes left behind: adopts what is found, forgets what was not made or never sent. */
  settleDue(signal?: AbortSignal): Promise<void>;
}

export interface CreationSettlerParts {
  readonly store: Store;
  readonly kinds: readonly CreationKind[];
  readonly clock: Clock;
  readonly log: Log;
  readonly onSettled: () => void;
  readonly record?: RecordActivity;
}

const ROWS_AT_ONCE = 100;
/** However long it was waited for: one look alone proves little. */
const MIN_LOOKS = 4;
const LOOK_AGAIN_MS = [1_000, 2_000, 4_000, 8_000, 15_000, 15_000];
const LATER_LOOKS_MS = 25_000;
const SOON_MS = 500;
/** What can't be looked for is remembered for so long, and is counted on in such steps: no longer than the ledger counts. */
const UNFINDABLE_MS = 24 * 60 * 60_000;
const UNFINDABLE_STEP_MS = LONGEST_STEP_MS;
const AFTER_ERROR_MS = 5_000;
/** How soon the workspace lists what is new, by kind. */
const VISIBILITY = 'creation-visibility:';
const visibility = z
  .string()
  .transform((text): unknown => JSON.parse(text))
  .pipe(z.object({ withinMs: z.number() }));

export function createCreationSettler(parts: CreationSettlerParts): CreationSettler {
  const { store, clock, log } = parts;
  const ledger = store.creations;
  const kinds = new Map(parts.kinds.map((kind) => [kind.kind, kind]));
  const watch = createAbandonmentWatch(() => clock.now().getTime());
  let learning: Promise<void> | null = null;

  async function readVisibility(kind: string): Promise<number | null> {
    const kept = await store.settings.get(VISIBILITY + kind);
    return kept === null ? null : visibility.parse(kept).withinMs;
  }

  async function noteFind(kind: string, afterMs: number, isFirstLook: boolean): Promise<void> {
    const known = await readVisibility(kind);
    const learnt = learnVisibility(known, { afterMs, isFirstLook });
    if (learnt !== null && learnt !== known) {
      await store.settings.set(VISIBILITY + kind, JSON.stringify({ withinMs: learnt }));
    }
  }

  const tell = (ended: Parameters<typeof creationActivity>[0]) =>
    parts.record?.(creationActivity(ended));

  function kindOf(creation: Creation): CreationKind {
    const kind = kinds.get(creation.kind);
    if (kind === undefined) throw new Error(`nothing here looks for a lost "${creation.kind}"`);
    return kind;
  }

  /** Nothing tells what became of it, now; it is free again after a day. */
  async function wait(
    { requestId, kind, uncertainForMs }: Creation,
    holder: string,
  ): Promise<Look> {
    if (uncertainForMs < UNFINDABLE_MS)
      return { outcome: 'hidden', nextLookMs: UNFINDABLE_STEP_MS };
    await ledger.forget(requestId, holder);
    log.warn({ requestId, kind }, 'nothing tells whether it was made; its intent is free again');
    return { outcome: 'lost' };
  }

  async function look(requestId: string, holder: string, request: LookRequest): Promise<Look> {
    const creation = await ledger.get(requestId);
    if (creation === null) return { outcome: 'lost' };
    if (creation.madeId !== null) return { outcome: 'made', madeId: creation.madeId };
    const { kind, looks, uncertainForMs } = creation;
    const { lookFor } = kindOf(creation);
    if (lookFor === null) return wait(creation, holder);
    const patience = patienceMs(creation.doubt, await readVisibility(kind));
    const isLast = looks + 1 >= MIN_LOOKS && uncertainForMs >= patience;
    const madeId = await lookFor(creation, { ...request, isLast });
    if (madeId === NOT_SHOWN) return wait(creation, holder);
    if (madeId !== null) {
      await ledger.complete(requestId, madeId);
      await noteFind(kind, uncertainForMs, looks === 0);
      tell({ kind, outcome: 'found', madeId });
      log.info({ requestId, kind, madeId }, 'lost answer settled: it was made');
      parts.onSettled();
      return { outcome: 'made', madeId };
    }
    if (isLast) {
      if (!(await ledger.forget(requestId, holder))) return { outcome: 'lost' };
      tell({ kind, outcome: 'not created', failed: true });
      log.warn({ requestId, kind, uncertainForMs }, 'lost answer settled: nothing was made');
      return { outcome: 'none' };
    }
    const counted = await ledger.countLook(requestId, holder);
    if (counted === null) return { outcome: 'lost' };
    const pauseMs = LOOK_AGAIN_MS[looks] ?? LATER_LOOKS_MS;
    const leftMs = Math.max(SOON_MS, patience - counted.uncertainForMs);
    return { outcome: 'open', nextLookMs: Math.min(pauseMs, leftMs) };
  }

  async function settle(abandoned: Creation, signal: AbortSignal | undefined): Promise<void> {
    const { requestId, beat } = abandoned;
    const holder = randomUUID();
    const taken = await ledger.takeOver(requestId, beat, holder);
    if (taken.outcome === 'freed') {
      log.info({ requestId }, 'a creation that its process never sent was freed');
    }
    if (taken.outcome !== 'taken') return;
    using _held = holdCreation({ ledger, clock, log }, requestId, holder);
    let nextLookMs = AFTER_ERROR_MS;
    try {
      const seen = await look(requestId, holder, {
        lane: 'background',
        ...(signal === undefined ? {} : { signal }),
      });
      if ('nextLookMs' in seen) nextLookMs = seen.nextLookMs;
    } catch (error) {
      // A look that failed proves nothing and is not counted.
      log.warn({ err: error, requestId }, 'could not look for what was lost');
    }
    await ledger.release(requestId, holder, nextLookMs);
  }

  async function learnOnce(creation: Creation): Promise<void> {
    try {
      const { kind } = creation;
      if ((await readVisibility(kind)) !== null) return;
      const startedAtMs = clock.now().getTime();
      const { lookFor } = kindOf(creation);
      const found = await lookFor?.(creation, { lane: 'background', isLast: false });
      if (typeof found !== 'string') return;
      await noteFind(kind, Math.max(0, clock.now().getTime() - startedAtMs), true);
    } catch (error) {
      log.debug({ err: error }, 'could not see how soon SpotDraft lists what is new');
    }
  }

  return {
    look,
    isShown: (kind) => kinds.get(kind)?.lookFor != null,
    async learn(creation) {
      learning ??= learnOnce(creation).finally(() => {
        learning = null;
      });
      await learning;
    },
    async settleDue(signal) {
      const rows = await ledger.unfinished(ROWS_AT_ONCE);
      watch.keepOnly(rows);
      await Promise.all(
        rows.filter((row) => watch.isAbandoned(row)).map((row) => settle(row, signal)),
      );
    },
  };
}
