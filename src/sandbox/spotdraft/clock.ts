/**
 * Time stamps as the API writes them: six fractional digits, and never the same one twice within a process,
 * so that two events of one millisecond can be told apart.
 */
export function createStamp(now: () => Date): (at?: Date) => string {
  let micros = 0;
  return (at = now()) => {
    micros = (micros + 7) % 1000;
    return at.toISOString().replace('Z', `${String(micros).padStart(3, '0')}Z`);
  };
}

/** A stored time as rows show it: stable between reads. */
export function toIso(at: Date): string {
  return at.toISOString().replace('.000Z', 'Z');
}
