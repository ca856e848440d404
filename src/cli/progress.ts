import { SingleBar } from 'cli-progress';
import { systemClock } from '../domain/clock.js';
import type { Clock } from '../domain/clock.js';

export interface PhaseProgress<Phase extends string> {
  readonly phase: Phase;
  readonly done: number;
  /** Null while it isn't known. */
  readonly total: number | null;
}

type ProgressStream = NodeJS.WritableStream & { readonly isTTY?: boolean };

/** Without a terminal, a line at most this often. */
const LINE_EVERY_MS = 10_000;

/**
 * A bar with an estimate of what is left on a terminal, a line now and then elsewhere; both on stderr, because stdout
 * is the answer.
 */
export function createProgress<Phase extends string>(
  titles: Readonly<Record<Phase, string>>,
  {
    out = process.stderr,
    clock = systemClock,
  }: { readonly out?: ProgressStream; readonly clock?: Pick<Clock, 'now'> } = {},
): { show: (progress: PhaseProgress<Phase>) => void; end: () => void } {
  let phase: Phase | null = null;
  let startedAtMs = 0;
  let doneBefore = 0;
  let lineAtMs = 0;
  const bar =
    out.isTTY === true
      ? new SingleBar({
          stream: out,
          format: '{phase} [{bar}] {value}/{total} {eta_formatted}',
          hideCursor: true,
          fps: 5,
        })
      : null;

  function begin(progress: PhaseProgress<Phase>): void {
    phase = progress.phase;
    startedAtMs = clock.now().getTime();
    lineAtMs = startedAtMs;
    doneBefore = progress.done;
    const title = titles[phase];
    bar?.stop();
    if (bar) bar.start(progress.total ?? progress.done, progress.done, { phase: title });
    else out.write(`${title}\n`);
  }

  function line({ done, total }: PhaseProgress<Phase>): void {
    const nowMs = clock.now().getTime();
    if (nowMs - lineAtMs < LINE_EVERY_MS) return;
    lineAtMs = nowMs;
    if (total === null) out.write(`  ${done}\n`);
    else {
      const leftMs = ((nowMs - startedAtMs) / Math.max(1, done - doneBefore)) * (total - done);
      out.write(`  ${done} of ${total}, about ${durationText(leftMs)} left\n`);
    }
  }

  return {
    show(progress) {
      if (progress.phase !== phase) {
        begin(progress);
      } else if (bar) {
        bar.setTotal(progress.total ?? progress.done);
        bar.update(progress.done);
      } else {
        line(progress);
      }
    },
    end: () => bar?.stop(),
  };
}

function durationText(ms: number): string {
  const minutes = Math.ceil(ms / 60_000);
  if (ms < 90_000) return `${Math.ceil(ms / 1_000)} s`;
  return minutes < 90 ? `${minutes} min` : `${(minutes / 60).toFixed(1)} h`;
}
