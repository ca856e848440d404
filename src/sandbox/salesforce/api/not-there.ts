import { SalesforceError } from '../errors.js';

/** Resources of the platform that the sandbox does not have, by the beginning of their path; docs/sandbox.md lists them. */
export const RESOURCES_NOT_THERE = [
  'search',
  'parameterizedSearch',
  'graphql',
  'jobs',
  'recent',
  'tabs',
  'theme',
  'quickActions',
  'tooling',
  'ui-api',
  'actions',
  'process',
  'analytics',
  'connect',
  'chatter',
  'event',
] as const;

/**
 * Says of a resource that the platform has that it is not here, so that nobody takes it for a wrong path.
 *
 * @throws SalesforceError FUNCTIONALITY_NOT_ENABLED
 */
export function refuseMissingResource(segments: readonly string[]): void {
  const path = segments.join('/').toLowerCase();
  const missing = RESOURCES_NOT_THERE.find((resource) => {
    const name = resource.toLowerCase();
    return path === name || path.startsWith(`${name}/`);
  });
  if (missing === undefined) return;
  throw new SalesforceError('FUNCTIONALITY_NOT_ENABLED', `the sandbox has no ${missing}`, {
    httpStatus: 403,
  });
}
