import { createHmac } from 'node:crypto';
import { expect } from 'vitest';
import type { ContractView } from '../../../src/sandbox/spotdraft/index.js';
import { eventually } from '../../support/eventually.js';
import type { World } from '../../support/world.js';

export const SIGNATURE_HEADER = 'x-sd-webhook-content-hash';
export const CONTRACT_OBJECT = 'SpotDraft_Contract__c';
export const RECEIVER = '/webhooks/spotdraft';

/** The fields of a CRM record that the example mapping writes. */
const CONTRACT_FIELDS = [
  'Name',
  'Status__c',
  'Contract_Type__c',
  'Counterparty__c',
  'SpotDraft_Link__c',
  'Executed_Document_Link__c',
  'Opportunity__c',
];
const DEAL_FIELDS = ['Contract_Status__c', 'Executed_Document_Link__c'];

/** SpotDraft's signature of a body under a base64 key. */
export function sign(body: string | Uint8Array, key: string): string {
  return createHmac('sha512', Buffer.from(key, 'base64')).update(body).digest('hex');
}

/** Posts a body to the receiver as SpotDraft would, signed unless told otherwise. */
export async function deliver(
  world: World,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<{ readonly status: number; readonly body: unknown; readonly requestId: string | null }> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const answer = await fetch(`${world.app.url}${RECEIVER}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      [SIGNATURE_HEADER]: sign(text, world.spotdraft.hmacKey),
      ...headers,
    },
    body: text,
  });
  const requestId = answer.headers.get('x-request-id');
  return { status: answer.status, body: await answer.json(), requestId };
}

let lastMicrosecond = 0;

/** A delivery about a contract as it is now, different from every other one by its time. */
export function deliveryOf(
  contract: ContractView,
  activity: string,
  over: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  lastMicrosecond += 1;
  return {
    contract_id: contract.contract_id,
    contract_title: contract.contract_name,
    contract_type_id: contract.contract_type_id,
    contract_status: contract.contract_status,
    contract_kind: contract.contract_kind,
    external_metadata: contract.external_metadata,
    activity,
    activity_data: {
      performed_by: { name: 'SYSTEM' },
      timestamp: `2026-03-14T09:26:53.${String(lastMicrosecond).padStart(6, '0')}Z`,
    },
    ...over,
  };
}

/** A contract of this status, the first that fits. */
export function someContract(
  world: World,
  status: string,
  fits: (contract: ContractView) => boolean = isLinked,
): ContractView {
  const found = world.spotdraft.control
    .list()
    .find((contract) => contract.contract_status === status && fits(contract));
  if (found === undefined) throw new Error(`The sample data has no such ${status} contract.`);
  return found;
}

export function isLinked(contract: ContractView): boolean {
  return /^006/.test(String(contract.external_metadata.id)) && contract.id.startsWith('T-');
}

/** The 18-character id of the deal that a contract's metadata names. */
export function dealIdOf(contract: ContractView): string {
  const id = String(contract.external_metadata.id);
  if (id.length !== 18) throw new Error(`${contract.id} is not linked by an 18-character id.`);
  return id;
}

export function crmRecord(world: World, id: string): Record<string, unknown> | undefined {
  const rows = world.salesforce.control.org.store.rows(CONTRACT_OBJECT);
  return rows.find((row) => row.SpotDraft_Id__c === id);
}

/** An edit by hand, past every rule of the CRM. */
export function editRecord(world: World, id: string, changes: Record<string, string | boolean>) {
  const { store } = world.salesforce.control.org;
  const rows = [...store.rows(CONTRACT_OBJECT), ...store.rows('Opportunity')];
  const row = rows.find((each) => each.SpotDraft_Id__c === id || each.Id === id);
  if (row === undefined) throw new Error(`The CRM has no record ${id}.`);
  store.update(row, changes);
}

export function crmDeal(world: World, id: string): Record<string, unknown> {
  const row = world.salesforce.control.org.store.find('Opportunity', id);
  if (row === undefined) throw new Error(`The CRM has no deal ${id}.`);
  return row;
}

/** What the CRM holds of contracts, for comparing one end state with another. */
export function crmState(world: World): object {
  const { store } = world.salesforce.control.org;
  const pick = (row: Record<string, unknown>, fields: readonly string[]) =>
    Object.fromEntries(fields.map((field) => [field, row[field] ?? null]));
  return {
    contracts: Object.fromEntries(
      store
        .rows(CONTRACT_OBJECT)
        .map((row) => [String(row.SpotDraft_Id__c), pick(row, CONTRACT_FIELDS)]),
    ),
    deals: Object.fromEntries(
      store.rows('Opportunity').map((row) => [String(row.Id), pick(row, DEAL_FIELDS)]),
    ),
  };
}

/** What the CRM has to hold by SpotDraft's present state alone. Deleted contracts are left to the caller. */
export function expectCrmInLine(world: World): void {
  for (const contract of world.spotdraft.control.list()) {
    if (contract.deleted || !isLinked(contract)) continue;
    const isExecuted = contract.contract_status === 'EXECUTED';
    expect(crmRecord(world, contract.id), contract.id).toMatchObject({
      Status__c: contract.contract_status,
      Opportunity__c: expect.stringContaining(String(contract.external_metadata.id)) as string,
      Executed_Document_Link__c: isExecuted
        ? `${world.config.http.publicUrl ?? world.app.url}/documents/${contract.id}`
        : null,
    });
  }
}

/** Until every delivery has come and all work is done or parked. */
export async function settled(world: World, deadlineMs = 15_000): Promise<void> {
  await world.spotdraft.deliveries.flush();
  await eventually(async () => {
    const { due, later, running } = await world.app.store.queues.sync.counts();
    const { waiting } = await world.app.store.inbox.counts();
    expect({ due, later, running, waiting }).toEqual({ due: 0, later: 0, running: 0, waiting: 0 });
  }, deadlineMs);
}

/** Calls by route since the last `resetCalls`. */
export function calls(world: World): {
  readonly spotdraft: number;
  readonly salesforce: Readonly<Record<string, number>>;
  readonly writes: number;
} {
  const { byRoute } = world.salesforce.control.usage.report();
  const writes = Object.entries(byRoute)
    .filter(([route]) => route.startsWith('PATCH') || route.startsWith('POST /services/data'))
    .reduce((total, [, count]) => total + count, 0);
  return { spotdraft: world.spotdraft.calls.report().total, salesforce: byRoute, writes };
}

export function resetCalls(world: World): void {
  world.spotdraft.calls.reset();
  world.salesforce.control.usage.clearCalls();
}

/** What two apps on one store have to agree on: the links they write. */
export const ONE_ADDRESS = { PUBLIC_URL: 'https://dealdraft.example' };

/** A deal that no contract names. */
export function freeDeal(world: World): string {
  const taken = new Set(
    world.spotdraft.control
      .list()
      .map(({ external_metadata }) => String(external_metadata.id).slice(0, 15)),
  );
  const free = world.salesforce.deals.find(({ id }) => !taken.has(id.slice(0, 15)));
  if (free === undefined) throw new Error('Every sample deal has a contract.');
  return free.id;
}

/** A linked contract that is its deal's only one. */
export function onlyContract(world: World, status: string): ContractView {
  const all = world.spotdraft.control.list();
  return someContract(
    world,
    status,
    (contract) =>
      isLinked(contract) &&
      String(contract.external_metadata.id).length === 18 &&
      all.filter(({ external_metadata: { id } }) =>
        String(id).startsWith(String(contract.external_metadata.id).slice(0, 15)),
      ).length === 1,
  );
}
