import {
  NotFoundError,
  UpstreamContractError,
  UpstreamUnavailableError,
} from '../../domain/errors.js';
import type { DealdraftError } from '../../domain/errors.js';

/** SpotDraft's failures and foreign answers to a call about many contracts; a refusal of our credentials is no question. */
export function isOfSpotDraft(error: unknown): error is DealdraftError {
  return (
    (error instanceof UpstreamUnavailableError ||
      error instanceof UpstreamContractError ||
      error instanceof NotFoundError) &&
    error.service === 'spotdraft'
  );
}

/** What no contract is to blame for, since SpotDraft answers nothing at all as it should: it is waited for. */
export function asOutage(error: unknown): unknown {
  if (!isOfSpotDraft(error) || error instanceof UpstreamUnavailableError) return error;
  return new UpstreamUnavailableError(error.message, {
    service: 'spotdraft',
    outage: 'stranger',
    cause: error,
    ...(error.operation === undefined ? {} : { operation: error.operation }),
    ...(error.status === undefined ? {} : { status: error.status }),
  });
}
