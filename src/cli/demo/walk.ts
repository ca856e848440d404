import type { ResultOf } from '@graphql-typed-document-node/core';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { print } from '../command.js';
import {
  ContractArchivesDocument,
  ContractSyncDocument,
  DealByIdDocument,
  GenerateContractDocument,
  PreviewContractDocument,
  SendContractDocument,
} from './generated/operations.js';
import { createGraphqlClient } from './graphql-client.js';
import type { GraphqlClient } from './graphql-client.js';
import type { Demo } from './start-demo.js';

const TEMPLATE_ID = '1204';
const SYNC_TIMEOUT_MS = 15_000;
/** Destinations of the demo's archive file. */
const PLACES = ['files', 'legal'] as const;

const deliveriesWire = z.object({
  deliveries: z.array(
    z.object({
      activity: z.string(),
      contractId: z.number().nullable(),
      status: z.number().nullable(),
    }),
  ),
});
const callsWire = z.object({ total: z.number() });
const recordWire = z.record(z.string(), z.unknown());
const recordsWire = z.object({ records: z.array(recordWire) });

/**
 * Walks one deal through the whole story over HTTP, as a sales rep and their counterparty would, printing what was read
 * and written.
 *
 * @throws when a step did not come out as promised.
 */
export async function walkTheStory(demo: Demo): Promise<void> {
  const { app, salesforce, spotdraft } = demo;
  const { deal, rep } = chooseDeal(demo);
  const token = await demo.tokenOf(rep);
  const graphql = createGraphqlClient(app.url, { authorization: `Bearer ${token}` });
  await resetCounters(demo);

  heading(1, `The deal, as ${rep.name} sees it`);
  const { opportunity: before } = await graphql(DealByIdDocument, { id: deal.id });
  assert(before !== null, 'The rep can not see the deal.');
  line(
    'deal',
    `${before.name} (${before.stageName}), ${moneyText(before.amount)}, closes ${before.closeDate ?? 'some day'}`,
  );
  line('account', before.account?.name ?? 'none');
  line('contracts', contractsText(before.contracts ?? []));
  const fieldsBefore = await readRecord(demo, 'Opportunity', deal.id);
  line('CRM fields', dealFieldsText(fieldsBefore));

  heading(2, `What template ${TEMPLATE_ID} would be filled with (nothing is sent)`);
  const { contractDraft, template } = await graphql(PreviewContractDocument, {
    opportunityId: deal.id,
    templateId: TEMPLATE_ID,
  });
  line('template', template?.name ?? TEMPLATE_ID);
  line('name', contractDraft.name ?? "SpotDraft's own");
  for (const [field, value] of Object.entries(contractDraft.data))
    line(field, JSON.stringify(value));
  for (const { message } of contractDraft.userErrors) line('missing', message);
  assert(contractDraft.userErrors.length === 0, 'The deal can not become a contract.');

  heading(3, 'Generate the contract; a double click must not make two');
  const variables = {
    opportunityId: deal.id,
    templateId: TEMPLATE_ID,
    data: {},
    idempotencyKey: `demo-${deal.id}`,
  };
  const [first, second] = await Promise.all([
    graphql(GenerateContractDocument, variables),
    graphql(GenerateContractDocument, variables),
  ]);
  const made = first.createContract.contract;
  assert(made !== null, `Not created: ${JSON.stringify(first.createContract.userErrors)}`);
  for (const { createContract } of [first, second])
    line('answer', `${createContract.contract?.id ?? 'none'}, created: ${createContract.created}`);
  assert(
    second.createContract.contract?.id === made.id,
    'The double click made a second contract.',
  );
  await until(
    graphql,
    made.id,
    (contract) => contract.sync.lastSyncedAt !== null && !contract.sync.pending,
  );
  line('CRM record', recordText(await readRecord(demo, 'SpotDraft_Contract__c', made.id)));

  heading(4, 'Send it to the counterparty');
  const sent = await graphql(SendContractDocument, {
    contractId: made.id,
    message: 'Please review.',
  });
  assert(
    sent.sendContract.userErrors.length === 0,
    `Not sent: ${JSON.stringify(sent.sendContract.userErrors)}`,
  );
  line('status', sent.sendContract.contract?.status ?? 'unknown');

  heading(5, 'The counterparty signs in SpotDraft; its webhooks come in');
  await post(`${spotdraft.url}/__sandbox/contracts/${made.id}/execute`);
  await post(`${spotdraft.url}/__sandbox/deliveries/flush`);
  const number = Number(made.id.slice(2));
  const { deliveries } = deliveriesWire.parse(
    await getJson(`${spotdraft.url}/__sandbox/deliveries`),
  );
  for (const { activity, contractId, status } of deliveries) {
    if (contractId === number) line(activity, `answered ${status ?? 'nothing'}`);
  }
  const done = await until(
    graphql,
    made.id,
    (contract) =>
      contract.status === 'EXECUTED' &&
      !contract.sync.pending &&
      contract.sync.lastSyncedAt !== null,
  );

  heading(6, 'The CRM after it');
  const record = await readRecord(demo, 'SpotDraft_Contract__c', made.id);
  line('contract', recordText(record));
  const fieldsAfter = await readRecord(demo, 'Opportunity', deal.id);
  line('deal', dealFieldsText(fieldsAfter));
  assert(record.Status__c === 'EXECUTED', 'The CRM record does not carry the status.');
  assert(
    record.Executed_Document_Link__c === done.documentUrl,
    'The CRM record does not carry the document link.',
  );
  assert(fieldsAfter.Contract_Status__c === 'EXECUTED', 'The deal does not carry the status.');

  heading(7, 'Open the document through the link on the CRM record');
  await openDocument(String(record.Executed_Document_Link__c), token);

  heading(8, 'Find it where it is archived');
  await findArchived(demo, graphql, made.id);

  const [toSpotDraft, toSalesforce] = await Promise.all([
    getJson(`${spotdraft.url}/__sandbox/calls`),
    getJson(`${salesforce.url}/__sandbox/calls`),
  ]);
  print('');
  line(
    'calls',
    `${callsWire.parse(toSpotDraft).total} to SpotDraft, ${callsWire.parse(toSalesforce).total} to Salesforce, for the whole story`,
  );
}

/** A complete deal of a sales rep that has no contract yet. */
function chooseDeal({ salesforce, spotdraft }: Demo) {
  for (const deal of salesforce.deals) {
    const rep = salesforce.users.find(
      ({ email, role }) => email === deal.owner.email && role === 'rep',
    );
    const isComplete =
      deal.contact !== null && deal.amount !== null && deal.account.billingCity !== undefined;
    if (rep !== undefined && isComplete && spotdraft.control.list(deal.id).length === 0)
      return { deal, rep };
  }
  throw new Error('The sample data has no deal that could become a contract.');
}

async function resetCounters({ spotdraft, salesforce }: Demo): Promise<void> {
  for (const { url } of [spotdraft, salesforce])
    await fetch(`${url}/__sandbox/calls`, { method: 'DELETE' });
}

/** At both places, each with the bytes that SpotDraft gave. */
async function findArchived(
  { archive }: Demo,
  graphql: GraphqlClient,
  contractId: string,
): Promise<void> {
  const archives = await untilArchived(graphql, contractId);
  for (const { destination, path: where, sha256 } of archives)
    line(destination, `${where ?? 'nowhere'}, SHA-256 ${sha256?.slice(0, 12) ?? 'unknown'}…`);
  const [files, legal] = PLACES.map((name) =>
    archives.find(({ destination }) => destination === name),
  );
  const bytes = await readFile(path.join(archive.directory, files?.path ?? ''));
  assert(
    createHash('sha256').update(bytes).digest('hex') === files?.sha256,
    'The archived file has other bytes than were sent.',
  );
  line(
    'in the directory',
    `${path.join(archive.directory, files.path ?? '')}, and .json beside it`,
  );
  assert(legal?.sha256 === files.sha256, 'The two places do not hold the same document.');
}

async function untilArchived(graphql: GraphqlClient, contractId: string) {
  const deadline = Date.now() + SYNC_TIMEOUT_MS;
  for (;;) {
    const { contract } = await graphql(ContractArchivesDocument, { id: contractId });
    const archives = contract?.archives ?? [];
    const there = archives.filter(({ state }) => state === 'ARCHIVED');
    if (there.length === PLACES.length) return there;
    const causes = archives.map(
      ({ destination, lastError }) => `${destination}: ${lastError ?? 'waiting'}`,
    );
    assert(Date.now() < deadline, `The document was not archived in time (${causes.join('; ')}).`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function openDocument(link: string, token: string): Promise<void> {
  line('link', link);
  const redirect = await fetch(link, {
    redirect: 'manual',
    headers: { authorization: `Bearer ${token}` },
  });
  const target = redirect.headers.get('location');
  assert(redirect.status === 302 && target !== null, `The link answered ${redirect.status}.`);
  const document = await fetch(target);
  const bytes = Buffer.from(await document.arrayBuffer());
  assert(bytes.subarray(0, 5).toString() === '%PDF-', 'What it leads to is not a PDF.');
  line('opened', `302 to a fresh download link, ${bytes.length} bytes of PDF`);
  const stranger = await fetch(link, { redirect: 'manual' });
  assert(stranger.status === 401, `A stranger got ${stranger.status}.`);
  line('without sign-in', '401');
}

/** Asks until the contract is as it should be. @throws with its last state when that takes too long. */
async function until(
  graphql: GraphqlClient,
  id: string,
  isDone: (contract: Progress) => boolean,
): Promise<Progress> {
  const deadline = Date.now() + SYNC_TIMEOUT_MS;
  for (;;) {
    const { contract } = await graphql(ContractSyncDocument, { id });
    if (contract && isDone(contract)) return contract;
    if (Date.now() > deadline)
      throw new Error(`The contract is not in sync: ${JSON.stringify(contract)}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

type Progress = NonNullable<ResultOf<typeof ContractSyncDocument>['contract']>;

async function readRecord(
  { salesforce }: Demo,
  object: string,
  id: string,
): Promise<Record<string, unknown>> {
  const base = `${salesforce.url}/__sandbox/records/${object}`;
  if (object === 'Opportunity') return recordWire.parse(await getJson(`${base}/${id}`));
  const [record = {}] = recordsWire.parse(await getJson(`${base}?externalId=${id}`)).records;
  return record;
}

async function getJson(url: string): Promise<unknown> {
  return (await fetch(url)).json();
}

async function post(url: string): Promise<void> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  });
  assert(response.ok, `The sandbox answered ${response.status}.`);
}

function heading(step: number, text: string): void {
  print('', `${step}. ${text}`);
}

function line(label: string, text: string): void {
  print(`   ${label.padEnd(20)} ${text}`);
}

function moneyText(
  money: { readonly value: number; readonly currency?: string | null } | null | undefined,
): string {
  return money ? `${money.value.toLocaleString('en')} ${money.currency ?? ''}`.trim() : 'no amount';
}

function contractsText(
  contracts: readonly { readonly id: string; readonly status: string }[],
): string {
  return contracts.length === 0
    ? 'none'
    : contracts.map(({ id, status }) => `${id} ${status}`).join(', ');
}

function dealFieldsText(record: Record<string, unknown>): string {
  return `Contract_Status__c = ${textOf(record.Contract_Status__c)}, Executed_Document_Link__c = ${textOf(record.Executed_Document_Link__c)}`;
}

function recordText(record: Record<string, unknown>): string {
  return `${textOf(record.SpotDraft_Id__c)}, Status__c = ${textOf(record.Status__c)}, Executed_Document_Link__c = ${textOf(record.Executed_Document_Link__c)}`;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : 'empty';
}

function assert(condition: boolean, message: string): asserts condition {
  if (!condition) throw new Error(`The demo did not come out as promised. ${message}`);
}
