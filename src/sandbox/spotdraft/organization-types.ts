import { domainError } from './errors.js';
import { ORGANIZATION_TYPES } from './reference-data.js';
import { ok } from './router.js';
import type { ApiRoute } from './router.js';

/** The kinds of organization there are. */
export function organizationTypeRoutes(): ApiRoute[] {
  return [
    {
      method: 'GET',
      path: '/api/v2.1/public/organizations/types/',
      handle: ({ query }) => ok(listOrganizationTypes(query.get('jurisdiction_iso_code'))),
    },
  ];
}

function listOrganizationTypes(isoCode: string | null) {
  if (isoCode !== null && !/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/.test(isoCode)) {
    throw domainError(400, 'SD_ORGANIZATIONS_00400', 'Unknown jurisdiction.');
  }
  return ORGANIZATION_TYPES.filter(
    ({ jurisdiction }) => isoCode === null || !jurisdiction || jurisdiction.code2 === isoCode,
  );
}
