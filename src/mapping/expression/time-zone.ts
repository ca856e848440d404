/** Whether `name` is a time zone of the IANA database, such as `America/New_York`; an offset is none. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    // Intl has no question "do you know it?".
    return false;
  }
}

export function knownTimeZones(): readonly string[] {
  return ['UTC', ...Intl.supportedValuesOf('timeZone')];
}

/** `2026-11-21` where the zone's clocks show that day at the instant. */
export function dateIn(timeZone: string, instant: Date): string {
  const parts = new Map(
    formatter(timeZone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, value]),
  );
  return `${parts.get('year') ?? ''}-${parts.get('month') ?? ''}-${parts.get('day') ?? ''}`;
}

/** `+0530`: how far the zone's clocks are from UTC at the instant, daylight saving included. */
export function offsetIn(timeZone: string, instant: Date): string {
  const name = formatter(timeZone)
    .formatToParts(instant)
    .find(({ type }) => type === 'timeZoneName')?.value;
  const match = /([+-]\d\d):?(\d\d)/.exec(name ?? '');
  return match === null ? '+0000' : `${match[1] ?? ''}${match[2] ?? ''}`;
}

/** How far it is from one instant to another as the zone's clocks show them: the same time of the next day is 24 hours later. */
export function clockMsBetween(timeZone: string, from: Date, to: Date): number {
  const offsetMs = (instant: Date) => {
    const offset = offsetIn(timeZone, instant);
    const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(3));
    return (offset.startsWith('-') ? -minutes : minutes) * 60_000;
  };
  return to.getTime() + offsetMs(to) - (from.getTime() + offsetMs(from));
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Making one takes a hundred times longer than using it. A mapping has one zone. */
function formatter(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    timeZoneName: 'longOffset',
  });
  formatters.set(timeZone, made);
  return made;
}
