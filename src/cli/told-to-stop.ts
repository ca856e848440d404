import { complain, EXIT_FAILED } from './command.js';

/** What drains has deadlines of its own; this one holds even when something in it, or the start, hangs. */
const EXIT_AFTER_MS = 9_500;

/**
 * Aborted when the process is asked to end. From then on it has ten seconds, whatever it is doing; a second request by
 * hand ends it at once.
 */
export function toldToStop(): AbortSignal {
  const asked = new AbortController();
  const onSignal = (signal: NodeJS.Signals) => {
    if (!asked.signal.aborted) {
      asked.abort(new Error(`Stopped by ${signal}.`));
      setTimeout(() => {
        complain('not everything ended in time; it resumes at the next start');
        process.exit(EXIT_FAILED);
      }, EXIT_AFTER_MS).unref();
    } else if (signal !== 'SIGHUP') {
      // A hang-up follows by itself when whoever started us ends by the same Ctrl-C.
      process.exit(EXIT_FAILED);
    }
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, onSignal);
  return asked.signal;
}

export async function untilAborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise((resolve) => {
    signal.addEventListener('abort', resolve, { once: true });
  });
}
