/**
 * What the parts need of a logger; pino satisfies it. Fields hold ids, counts, durations and codes:
 * no secrets, no personal data, no signed URLs.
 */
export interface Log {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export const silentLog: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};
