import type { Clock } from '../../domain/clock.js';
import type { AnswerHeaders } from './outbound.js';

/**
 * `Retry-After` in either of its forms (RFC 9110, 10.2.3), in milliseconds from now; null when there is none that can be
 * read. A date is compared with the answer's own `Date` where it has one, since the two clocks are the neighbour's.
 */
export function retryAfterMs(headers: AnswerHeaders, clock: Clock): number | null {
  const value = headers['retry-after'];
  if (typeof value !== 'string') return null;
  const text = value.trim();
  if (/^\d{1,6}(?:\.\d+)?$/u.test(text)) return Math.round(Number(text) * 1_000);
  // Every form of a date begins with the weekday; `Date.parse` finds one in "-5", too.
  const atMs = /^[A-Za-z]/u.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(atMs)) return null;
  const date = headers['date'];
  const saidMs = typeof date === 'string' ? Date.parse(date) : Number.NaN;
  return Math.max(0, atMs - (Number.isNaN(saidMs) ? clock.now().getTime() : saidMs));
}
