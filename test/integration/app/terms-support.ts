import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseContractId } from '../../../src/domain/contract-id.js';
import type { ContractView } from '../../../src/sandbox/spotdraft/index.js';
import { startWorld } from '../../support/world.js';
import type { World, WorldOptions } from '../../support/world.js';
import { dealIdOf, isLinked, someContract } from './sync-support.js';

export interface ShownTerm {
  readonly name: string;
  readonly state: 'MATCH' | 'MISMATCH' | 'MISSING';
  readonly signed: unknown;
  readonly expected: unknown;
  readonly difference: string | null;
  readonly severity: 'BLOCK' | 'WARN';
  readonly signedFrom: string;
  readonly expectedFrom: string;
  readonly checkedAt: string;
  readonly blocks: boolean;
  readonly confirmedBy: string | null;
  readonly confirmedReason: string | null;
}

const TERMS = `query ($id: ID!) { contract(id: $id) { terms {
  name state signed expected difference severity signedFrom expectedFrom checkedAt blocks confirmedBy confirmedReason
} } }`;

/** What the contract's value is held against in most tests. */
const TOTAL = `
  - name: total
    when: type.name = "Order Form"
    signed: keyPointers.billing_currency.value
    expected: '{"value": Amount, "currency": CurrencyIsoCode}'
    tolerance: 5
    severity: block
`;

/** A world whose mapping file has these checks, as YAML. */
export async function startTermWorld(
  folder: string,
  checks: string = TOTAL,
  options: WorldOptions = {},
): Promise<World> {
  const file = path.join(folder, 'mapping.yaml');
  await writeFile(file, `version: 1\ncontracts: []\nchecks:${checks}`);
  return startWorld({
    backfill: true,
    webhook: true,
    ...options,
    env: { MAPPING_FILE: file, ...options.env },
  });
}

/** An order form out for signature whose deal has an amount of its own, not that of its lines. */
export function orderForm(world: World, status = 'SIGN'): ContractView {
  const { store } = world.salesforce.control.org;
  return someContract(world, status, (contract) => {
    if (!isLinked(contract) || !contract.contract_name.startsWith('Order Form')) return false;
    const deal = store.find('Opportunity', dealIdOf(contract));
    return deal?.HasOpportunityLineItem === false && typeof deal.Amount === 'number';
  });
}

/** As somebody edits the deal in the CRM. */
export function changeDeal(
  world: World,
  id: string,
  changes: Readonly<Record<string, string | number | null>>,
): void {
  const { records, catalog, admin } = world.salesforce.control.org;
  records.update(admin, catalog.get('Opportunity'), id, changes);
}

export async function setSigned(world: World, id: string, name: string, value: unknown) {
  const options = { lane: 'interactive' } as const;
  await world.app.spotdraft.updateKeyPointers(parseContractId(id), [{ name, value }], options);
}

export async function termsShown(world: World, id: string): Promise<readonly ShownTerm[]> {
  const { data, errors } = await world.graphql<{ contract: { terms: ShownTerm[] } }, object>(
    TERMS,
    { id },
  );
  if (errors.length > 0) throw new Error(errors[0]?.message);
  return data?.contract.terms ?? [];
}

export async function blockersShown(world: World, id: string): Promise<readonly string[]> {
  const { data, errors } = await world.graphql<
    { opportunity: { closeBlockers: string[] } },
    object
  >('query ($id: ID!) { opportunity(id: $id) { closeBlockers } }', { id });
  if (errors.length > 0) throw new Error(errors[0]?.message);
  return data?.opportunity.closeBlockers ?? [];
}
