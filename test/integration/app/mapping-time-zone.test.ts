import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ContractDraftDocument, CreateContractDocument } from '../../generated/graphql.js';
import { ManualClock } from '../../support/manual-clock.js';
import { startWorld } from '../../support/world.js';

const mapping = (timezone: string) => `version: 1
${timezone}contracts:
  - template: 1210
    name: Name & $now("[Y]-[M01]-[D01]")
    counterparties:
      - organizationName: Account.Name
        contact: '{"firstName": "Ada", "email": "ada@acme.example"}'
    data:
      partner_name: $today()
      term: '{"type": "MONTHS", "value": 6}'
      discount_percent: '0'
      is_exclusive: 'false'
`;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'dealdraft-zone-'));
});
afterAll(() => rm(folder, { recursive: true }));

test.each([
  ['timezone: America/New_York\n', 'America/New_York', '2026-11-21'],
  ['timezone: Asia/Kolkata\n', 'Asia/Kolkata', '2026-11-22'],
  ['', 'UTC', '2026-11-22'],
])(
  'of the file (%j) says which day it is in the evening of New York, in draft and contract',
  async (line, timezone, day) => {
    const file = path.join(folder, 'mapping.yaml');
    await writeFile(file, mapping(line));
    await using world = await startWorld({
      worker: false,
      adapters: { clock: new ManualClock(new Date('2026-11-22T02:30:00Z')) },
      env: { MAPPING_FILE: file },
    });
    const row = world.salesforce.control.org.store
      .rows('Opportunity')
      .find(({ AccountId }) => AccountId !== null)!;
    const of = { opportunityId: String(row.Id), templateId: '1210' };
    const { data } = await world.graphql(ContractDraftDocument, of);
    expect(data!.contractDraft).toMatchObject({
      timezone,
      name: `${String(row.Name)}${day}`,
      data: { partner_name: day },
      userErrors: [],
    });
    const made = await world.graphql(CreateContractDocument, { input: of });
    expect(made.data!.createContract.userErrors).toEqual([]);
    expect(world.spotdraft.control.get(made.data!.createContract.contract!.id)).toMatchObject({
      contract_name: `${String(row.Name)}${day}`,
      contract_data: { partner_name: day },
    });
  },
);
