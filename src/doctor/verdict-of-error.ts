import {
  ConfigError,
  DealdraftError,
  ForbiddenError,
  RateLimitedError,
  UpstreamAuthError,
  UpstreamUnavailableError,
} from '../domain/errors.js';
import { fail, warn } from './check.js';
import type { Verdict } from './check.js';
import { noted } from '../domain/said.js';

/** What a check came to that threw. Messages of our own errors name the cause and hold no secrets; of others nobody knows. */
export function verdictOfError(error: unknown): Verdict {
  if (error instanceof RateLimitedError) {
    return warn(
      error.message,
      noted`Nothing is known to be wrong: run it again when less is going on.`,
    );
  }
  if (error instanceof UpstreamAuthError) {
    return fail(error.message, noted`Correct the credential, then run it again.`);
  }
  if (error instanceof ForbiddenError) {
    return fail(error.message, noted`Have the right granted to the user behind the credential.`);
  }
  if (error instanceof UpstreamUnavailableError) {
    return fail(
      error.message,
      noted`Look whether the system is up and this machine reaches it, then run it again.`,
    );
  }
  if (error instanceof ConfigError) {
    return fail(error.problems.join(' '), noted`Correct it, then run it again.`);
  }
  if (error instanceof DealdraftError)
    return fail(error.message, noted`Run it again with LOG_LEVEL=debug.`);
  const what =
    error instanceof Error ? `${error.name}: ${error.message}` : noted`something that is no error`;
  return fail(
    noted`It failed in a way that nobody foresaw (${what}).`,
    noted`Run it again with LOG_LEVEL=debug.`,
  );
}
