import { InvalidArgumentError } from 'commander';

/** @throws InvalidArgumentError for a text that is no time of ISO 8601. */
export function toTime(text: string): Date {
  const time = new Date(text);
  if (!/^\d{4}-\d{2}-\d{2}/.test(text) || Number.isNaN(time.getTime())) {
    throw new InvalidArgumentError('It is no ISO 8601 time, such as 2026-03-01T08:00:00Z.');
  }
  return time;
}

/** How many entries of a list are printed at most. @throws InvalidArgumentError for what is no such number. */
export function toLimit(text: string): number {
  const limit = Number(text);
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_LIMIT) {
    throw new InvalidArgumentError(`It is no number from 1 to ${MAX_LIMIT}.`);
  }
  return limit;
}

export const DEFAULT_LIMIT = 25;
export const MAX_LIMIT = 10_000;

/** How many deals are read one after the other. @throws InvalidArgumentError for what is no such number. */
export function toSampleSize(text: string): number {
  const size = Number(text);
  if (!Number.isInteger(size) || size < 1 || size > MAX_SAMPLE) {
    throw new InvalidArgumentError(`It is no number from 1 to ${MAX_SAMPLE}.`);
  }
  return size;
}

const MAX_SAMPLE = 20;
