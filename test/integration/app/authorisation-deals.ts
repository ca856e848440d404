import type { World } from '../../support/world.js';
import type { Target } from './authorisation-cell.js';

/** A deal of this rep alone, of which template 1204 can be made. */
export function completeDealOf(world: World, username: string): Target['deal'] {
  const { store, seed } = world.salesforce.control.org;
  const user = world.salesforce.users.find((each) => each.username === username)!;
  const roles = store.rows('OpportunityContactRole');
  const deal = store
    .rows('Opportunity')
    .find(
      ({ Id, OwnerId, Amount, AccountId }) =>
        OwnerId === user.id &&
        Amount !== null &&
        AccountId !== null &&
        !seed.shares.some(({ recordId }) => recordId === Id) &&
        roles.some((role) => role.OpportunityId === Id && role.IsPrimary === true),
    )!;
  return { id: String(deal.Id), name: String(deal.Name) };
}
