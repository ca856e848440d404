import { SingleBar } from 'cli-progress';

export interface PhaseProgress<Phase extends string> {
  readonly phase: Phase;
  readonly done: number;
  /** Null while it isn't known. */
  readonly total: number | null;
}

/**
 * A bar with an estimate of what is left on a terminal, a line a phase elsewhere; both on stderr, because stdout is the
 * answer.
 */
export function createProgress<Phase extends string>(
  titles: Readonly<Record<Phase, string>>,
): { show: (progress: PhaseProgress<Phase>) => void; end: () => void } {
  let phase: Phase | null = null;
  const bar = process.stderr.isTTY
    ? new SingleBar({
        stream: process.stderr,
        format: '{phase} [{bar}] {value}/{total} {eta_formatted}',
        hideCursor: true,
        fps: 5,
      })
    : null;
  return {
    show(progress) {
      const total = progress.total ?? progress.done;
      if (progress.phase === phase) {
        bar?.setTotal(total);
        bar?.update(progress.done);
        return;
      }
      phase = progress.phase;
      bar?.stop();
      if (bar) bar.start(total, progress.done, { phase: titles[phase] });
      else process.stderr.write(`${titles[phase]}\n`);
    },
    end: () => bar?.stop(),
  };
}
