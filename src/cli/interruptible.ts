/** Aborts at Ctrl-C, with what that means for the command. */
export function interruptible(message: string): AbortSignal {
  const interrupted = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      interrupted.abort(new Error(message));
    });
  }
  return interrupted.signal;
}
