/**
 * An amount as the owning system states it. Never added across currencies, never rounded on the way.
 * `currency` is an ISO 4217 code; null where the owning system has a single currency and nobody configured which.
 */
export interface Money {
  readonly value: number;
  readonly currency: string | null;
}
