import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { SObjectRecord } from '../../src/sandbox/salesforce/schema/types.js';
import type { World } from './world.js';

export const STAGE = 'Proposal/Price Quote';
export const OTHER_STAGE = 'Qualification';

/** The example mapping with more sections behind it. */
export async function mappingWith(sections: string): Promise<{ readonly MAPPING_FILE: string }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'dealdraft-mapping-'));
  const file = path.join(folder, 'dealdraft.mapping.yaml');
  const example = await readFile('examples/dealdraft.mapping.yaml', 'utf8');
  await writeFile(file, `${example}\n${sections}`);
  return { MAPPING_FILE: file };
}

export const automation = (more = '') =>
  `automations:\n  - template: 1204\n    when: StageName = "${STAGE}"\n${more}`;

export function dealRow(world: Pick<World, 'salesforce'>, id: string) {
  const row = world.salesforce.control.org.store.find('Opportunity', id);
  if (row === undefined) throw new Error(`There is no deal ${id}.`);
  return row;
}

/** As a person would, in Salesforce. */
export function changeDeal(
  world: Pick<World, 'salesforce'>,
  id: string,
  changes: SObjectRecord,
): void {
  const { org } = world.salesforce.control;
  const object = org.catalog.find('Opportunity');
  if (object === undefined) throw new Error('There are no deals.');
  org.records.update(org.admin, object, id, changes);
}

/** Deals that the example mapping can make an order form of, in no stage that a rule names. */
export function completeDeals(world: Pick<World, 'salesforce'>): string[] {
  const { store } = world.salesforce.control.org;
  const roles = store.rows('OpportunityContactRole').filter((role) => role.IsPrimary === true);
  const withContact = new Set(roles.map((role) => role.OpportunityId));
  return store
    .rows('Opportunity')
    .filter(
      (deal) =>
        deal.Amount !== null &&
        deal.AccountId !== null &&
        deal.StageName !== STAGE &&
        withContact.has(deal.Id ?? null),
    )
    .map((deal) => String(deal.Id));
}

export const contractsOf = (world: Pick<World, 'spotdraft'>, deal: string) =>
  world.spotdraft.control.list(deal);
