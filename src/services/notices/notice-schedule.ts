import { atMost } from '../../work/at-most.js';
import { runAlone } from '../../sync/index.js';
import { startWatch } from '../../work/start-watch.js';
import { createAutomationService } from '../automations/automations.js';
import type { SharedParts } from '../create-services.js';
import type { Notice } from '../health/notices.js';
import type { ReadCauses, Reading } from './cause.js';
import { automationCauses } from './causes/automation.js';
import { declinedCauses } from './causes/declined.js';
import { healthCauses } from './causes/health.js';
import { parkedCauses } from './causes/parked.js';
import { termCauses } from './causes/terms.js';
import { createLinks } from './links.js';
import { createNoticeMarks } from './notice-marks.js';
import { tellDestination } from './tell-destination.js';
import type { NoticeDestination, TellParts } from './tell-destination.js';

export interface NoticeScheduleParts extends Pick<TellParts, 'random' | 'onSent'> {
  readonly destinations: readonly NoticeDestination[];
  /** What the operations page shows at its top. */
  readonly notices: () => Promise<readonly Notice[]>;
  /** Whether this server has pages for browsers. */
  readonly hasPage: boolean;
}

export interface NoticeSchedule {
  /** Ends what is under way, at most after `deadlineMs`; what was not sent is sent after the next start. */
  stop(deadlineMs: number): Promise<void>;
}

const LOCK = 'notices';
const LOOK_EVERY_MS = 15_000;

export type StartNotices = (parts: NoticeScheduleParts) => NoticeSchedule;

/**
 * Tells teams what needs a person: one process at a time, apart from all other work, asking neither system. Without
 * destinations it does nothing at all.
 */
export function createNoticeStarter(shared: SharedParts): StartNotices {
  return (parts) => {
    if (parts.destinations.length === 0) return { stop: () => Promise.resolve() };
    const { store, clock, log } = shared;
    const watch = startWatch({
      name: 'telling of notices',
      clock,
      everyMs: LOOK_EVERY_MS,
      look: async (signal) => {
        await runAlone({ locks: store.locks, clock, log, lock: LOCK, signal }, (held) =>
          tellAll(shared, parts, held),
        );
      },
      onFailed: (error) => log.warn({ err: error }, 'notices could not be told and will be later'),
    });
    return {
      stop: (deadlineMs) => atMost(deadlineMs, watch.stop(), clock),
    };
  };
}

/** One look, and every destination for itself. */
export async function tellAll(
  shared: SharedParts,
  parts: NoticeScheduleParts,
  signal: AbortSignal,
): Promise<void> {
  const { store, clock, log } = shared;
  const links = createLinks(shared.publicUrl, parts.hasPage);
  const readings = await readAll(sourcesOf(shared, parts), shared);
  const marks = createNoticeMarks(store.marks);
  await Promise.all(
    parts.destinations.map(async (destination) => {
      try {
        await tellDestination(
          destination,
          readings,
          { ...parts, marks, links, clock, log },
          signal,
        );
      } catch (error) {
        if (signal.aborted) return;
        log.warn(
          { err: error, destination: destination.name },
          'a destination of notices could not be told and will be later',
        );
      }
    }),
  );
}

function sourcesOf(
  shared: SharedParts,
  { notices, hasPage }: NoticeScheduleParts,
): readonly ReadCauses[] {
  const links = createLinks(shared.publicUrl, hasPage);
  return [
    healthCauses(notices, links),
    parkedCauses(shared.store, links),
    declinedCauses(shared.store, links),
    termCauses(shared.store, links),
    ...(shared.mapping.automations.rules.length === 0
      ? []
      : [
          automationCauses(
            async () => (await createAutomationService(shared).summary()).openDeals,
            links,
          ),
        ]),
  ];
}

/** A source that can't be read says nothing, neither that something is wrong nor that it is over. */
async function readAll(
  sources: readonly ReadCauses[],
  { clock, log }: Pick<SharedParts, 'clock' | 'log'>,
): Promise<readonly Reading[]> {
  const found = await Promise.allSettled(sources.map((read) => read(clock.now())));
  return found.flatMap((each) => {
    if (each.status === 'fulfilled') return [each.value];
    log.warn({ err: each.reason as unknown }, 'what needs a person could not be read in full');
    return [];
  });
}
