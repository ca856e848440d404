import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startWorld } from '../../support/world.js';
import type { World } from '../../support/world.js';

/** The components' own texts and parsers, as they run in a Lightning page. */
const API = '../../../salesforce/force-app/main/default/lwc/dealdraftApi';
const operations: Record<string, string> = await import(
  new URL(`${API}/operations.js`, import.meta.url).href
);
const parsers: Parsers = await import(new URL(`${API}/parseAnswers.js`, import.meta.url).href);

interface Parsers {
  parseTemplates(answer: unknown): readonly unknown[];
  parseDraft(answer: unknown): { readonly fields: readonly DraftLine[] };
  parseContract(answer: unknown): {
    readonly id: string;
    readonly sync: { readonly lastSyncedAt: string | null };
  };
  parseContracts(answer: unknown): readonly unknown[];
  parseChoice(answer: unknown): unknown;
  parseChoices(answer: unknown): readonly unknown[];
}

interface DraftLine {
  readonly field: {
    readonly name: string;
    readonly members: readonly { readonly input: string }[];
  };
}

type Answer = Record<string, Record<string, unknown>>;

let world: World;
let deal: string;
beforeAll(async () => {
  world = await startWorld({ worker: false, backfill: true });
  const { store } = world.salesforce.control.org;
  const roles = store.rows('OpportunityContactRole');
  const row = store
    .rows('Opportunity')
    .find(
      ({ Id, Amount }) =>
        Amount !== null && roles.some((role) => role.OpportunityId === Id && role.IsPrimary),
    );
  deal = String(row!.Id);
});
afterAll(() => world[Symbol.asyncDispose]());

async function ask(operation: string, variables: Record<string, unknown>): Promise<Answer> {
  const { data, errors } = await world.graphql<Answer, object>(operations[operation]!, variables);
  expect(errors).toEqual([]);
  return data!;
}

describe('operations of the Lightning components, against the whole app', () => {
  test('lead from a template over its draft to a contract on the deal', async () => {
    const templates = parsers.parseTemplates((await ask('TEMPLATES', { search: null })).templates);
    expect(templates).toContainEqual({ id: '1204', name: expect.any(String), isMapped: true });

    const about = { opportunityId: deal, templateId: '1204', name: 'From the page' };
    const data = { po_number: 'PO-77' };
    const draft = parsers.parseDraft(
      (await ask('CONTRACT_DRAFT', { ...about, data })).contractDraft,
    );
    expect(draft).toMatchObject({ name: 'From the page', userErrors: [] });
    const byName = (name: string) => draft.fields.find((line) => line.field.name === name);
    expect(byName('po_number')).toMatchObject({ value: 'PO-77', source: 'OVERRIDE' });
    expect(byName('customer_name')).toMatchObject({
      source: 'MAPPING',
      expression: 'Account.Name',
    });
    const members = (name: string) => byName(name)!.field.members.map((member) => member.input);
    expect(members('billing_currency')).toContain('NUMBER');
    expect(members('pricing_schedule')).toContain('MONEY');

    const input = { ...about, data, idempotencyKey: 'key-of-the-page' };
    const first = (await ask('CREATE_CONTRACT', { input })).createContract!;
    const again = (await ask('CREATE_CONTRACT', { input })).createContract!;
    expect([first['created'], again['created']]).toEqual([true, false]);
    const contract = parsers.parseContract(first['contract']);
    // Read anew for what the page shows of it.
    expect(parsers.parseContract(again['contract'])).toEqual({
      ...contract,
      sync: expect.any(Object) as unknown,
    });

    const { opportunity } = await ask('DEAL_CONTRACTS', { opportunityId: deal });
    expect(parsers.parseContracts(opportunity!['contracts'])).toContainEqual(
      expect.objectContaining({ id: contract.id, name: 'From the page', status: 'DRAFT' }),
    );
  });

  test('send, void, sync and link a contract, and find it', async () => {
    const input = { opportunityId: deal, templateId: '1204', name: 'To be sent' };
    const made = (await ask('CREATE_CONTRACT', { input })).createContract!;
    const contract = parsers.parseContract(made['contract']);
    const sent = (await ask('SEND_CONTRACT', { input: { contractId: contract.id } })).sendContract!;
    expect(sent).toMatchObject({ contract: { status: 'REDLINING' }, userErrors: [] });
    const found = await ask('SEARCH_CONTRACTS', { search: 'To be sent', first: 10 });
    expect(parsers.parseChoices(found['contracts']!['nodes'])).toEqual([
      expect.objectContaining({ id: contract.id, deal: { id: deal, name: expect.any(String) } }),
    ]);
    const byId = await ask('CONTRACT_BY_ID', { id: contract.id });
    expect(parsers.parseChoice(byId['contract'])).toMatchObject({ id: contract.id });
    const link = { input: { contractId: contract.id, opportunityId: deal } };
    expect((await ask('LINK_CONTRACT', link)).linkContract!['userErrors']).toEqual([]);
    const gone = { input: { contractId: contract.id, note: 'Deal lost.' } };
    const voided = (await ask('VOID_CONTRACT', gone)).voidContract!;
    expect(parsers.parseContract(voided['contract'])).toMatchObject({
      status: 'VOIDED',
      actions: expect.arrayContaining(['OPEN', 'SYNC']) as unknown,
    });
    const synced = (await ask('SYNC_CONTRACT', { id: contract.id })).syncContract!;
    expect(parsers.parseContract(synced['contract']).sync.lastSyncedAt).not.toBeNull();
  });
});
