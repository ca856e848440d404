import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { field } from '../../../src/sandbox/salesforce/schema/define.js';
import { ContractDraftDocument, CreateContractDocument } from '../../generated/graphql.js';
import { startWorld } from '../../support/world.js';
import type { World } from '../../support/world.js';

/** Reads four lists of the deal, through what their rows look up, one of them as a list within a row of another. */
const MAPPING = `version: 1
contracts:
  - template: 1210
    name: $join(SpotDraft_Contracts__r.Name, ", ")
    counterparties:
      - organizationName: Account.Name
        contact: >-
          OpportunityContactRoles[0].Contact.{"firstName": FirstName, "lastName": LastName, "email": Email}
    data:
      partner_name: $join(OpportunityContactRoles.(Role & " " & Contact.Account.Name), "; ")
      term: '{"type": "MONTHS", "value": OpportunityLineItems[-1].SortOrder}'
      discount_percent: SpotDraft_Contracts__r[1].Place__c
      named_accounts: >-
        [$map(OpportunityLineItems, function($line) {
          $line.Product2.Name & " for " & $join($$.OpportunityContactRoles.Contact.LastName, "+")
        }), SpotDraft_Contracts__r.Name]
      is_exclusive: 'false'
`;
const RECORD = 'SpotDraft_Contract__c';

let folder: string;
let world: World;
let deal: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'dealdraft-lists-'));
  const file = path.join(folder, 'mapping.yaml');
  await writeFile(file, MAPPING);

  world = await startWorld({
    worker: false,
    salesforce: {
      customFields: { [RECORD]: [field('Place__c', 'double', { precision: 3, scale: 0 })] },
    },
    spotdraft: { rateLimitPerSecond: null, contracts: 'none' },
    env: { SPOTDRAFT_RATE_LIMIT: '500', MAPPING_FILE: file },
  });
  const { store, rowOrder } = world.salesforce.control.org;
  const rowsOf = (list: string, id: unknown) =>
    store.rows(list).filter(({ OpportunityId }) => OpportunityId === id);
  deal = String(
    store
      .rows('Opportunity')
      .find(
        ({ Id }) =>
          rowsOf('OpportunityContactRole', Id).length > 1 &&
          rowsOf('OpportunityLineItem', Id).length > 2,
      )!.Id,
  );
  rowsOf('OpportunityLineItem', deal).forEach((row, index, all) =>
    store.update(row, { SortOrder: all.length - index }),
  );
  for (const place of [1, 2, 3, 4]) {
    const id = `a000000000000${place}0AAA`;
    store.insert(RECORD, {
      Id: id,
      Name: `Contract ${place}`,
      Opportunity__c: deal,
      SpotDraft_Id__c: `T-${place}`,
      Place__c: place,
    });
  }
  rowOrder.isShuffled = true;
});
afterAll(async () => {
  await world[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

test('several lists of a deal, and what is read through their rows, come in one order in draft and contract', async () => {
  const draft = async () => {
    const variables = { opportunityId: deal, templateId: '1210' };
    const { data, errors } = await world.graphql(ContractDraftDocument, variables);
    expect(errors).toEqual([]);
    const { name, data: values, userErrors } = data!.contractDraft;
    expect(userErrors).toEqual([]);
    return { name, values };
  };
  const shown = await draft();
  expect(shown.name).toBe('Contract 1, Contract 2, Contract 3, Contract 4');
  expect(shown.values).toMatchObject({ discount_percent: 2 });
  for (let round = 0; round < 5; round += 1) expect(await draft()).toEqual(shown);
  const { data } = await world.graphql(CreateContractDocument, {
    input: { opportunityId: deal, templateId: '1210' },
  });
  expect(data!.createContract.userErrors).toEqual([]);
  expect(world.spotdraft.control.get(data!.createContract.contract!.id)).toMatchObject({
    contract_name: shown.name,
    contract_data: shown.values,
  });
});
