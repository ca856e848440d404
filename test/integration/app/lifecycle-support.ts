import { SyncContractDocument } from '../../generated/graphql.js';
import type { World } from '../../support/world.js';
import { isLinked } from './sync-support.js';
import { createCaller, createOrderForm } from '../sandbox/spotdraft/sandbox-client.js';

/** Signs for the counterparty of every new contract. */
export const SIGNATORY = 'iris@harlow.example';

export type Way = 'DRAFT' | 'REDLINING' | 'SIGN' | 'EXECUTED' | 'ON_HOLD' | 'VOIDED' | 'DELETED';

/**
 * A contract in this state that nothing else uses, as the app knows it: of this deal, or of none. New, but for one that is
 * deleted: what is new and not there may just not be shown yet.
 */
export async function newContract(
  world: World,
  way: Way,
  options: { readonly deal?: string; readonly embedded?: boolean } = {},
): Promise<string> {
  const { control } = world.spotdraft;
  if (way === 'DELETED') return deleteOne(world);
  const { id } = await createOrderForm(createCaller(world.spotdraft), {
    is_embedded_contract: options.embedded ?? false,
    external_metadata:
      options.deal === undefined
        ? {}
        : { id: options.deal, integration_name: 'Salesforce', record_type: 'Opportunity' },
  });
  await world.graphql(SyncContractDocument, { id });
  switch (way) {
    case 'DRAFT':
      break;
    case 'REDLINING':
      control.send(id);
      break;
    case 'SIGN':
      control.act(id, 'mark');
      break;
    case 'EXECUTED':
      control.execute(id);
      break;
    case 'ON_HOLD':
      control.hold(id);
      break;
    case 'VOIDED':
      control.void(id);
      break;
  }
  await world.graphql(SyncContractDocument, { id });
  return id;
}

async function deleteOne(world: World): Promise<string> {
  const { control } = world.spotdraft;
  const { id } = control.list().findLast((contract) => !contract.deleted && isLinked(contract))!;
  control.delete(id);
  await world.graphql(SyncContractDocument, { id });
  return id;
}

/** How often SpotDraft was called for this, whatever came of it. */
export function callsOf(world: World, routeEnd: string): number {
  return Object.entries(world.spotdraft.calls.report().byRoute)
    .filter(([route]) => route.endsWith(routeEnd))
    .reduce((sum, [, count]) => sum + count, 0);
}
