import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startWorld } from '../support/world.js';
import type { World } from '../support/world.js';
import { runCommand, startCommand } from './cli-process.js';

const HEAD = `version: 1
timezone: America/New_York
contracts:
`;
const PARTY = `    counterparties:
      - organizationName: Account.Name
        organizationType: '"company"'
        contact: '{"firstName": "Ada", "email": "ada@acme.example"}'
`;
/** One mistake of each kind, in a line of its own. */
const FAULTY = `${HEAD}  - template: 1204
${PARTY}    data:
      customer_name: Acount.Name
      agreement_date: $today()
      billing_currency: Name
      pricing_schedule: '[]'
      payment_terms: '"Net 31"'
      po_number: company
writeback:
  opportunity:
    fields:
      CloseDate: contracts[0].createdAt
      Contract_Status__c: contracts.status
`;

let world: World;
let deal: string;
beforeAll(async () => {
  world = await startWorld({ worker: false, spotdraft: { contracts: 'none' } });
  const row = world.salesforce.control.org.store
    .rows('Opportunity')
    .find(({ AccountId, Amount }) => AccountId !== null && Amount !== null)!;
  deal = String(row.Id);
});
afterAll(() => world[Symbol.asyncDispose]());

async function around(text: string) {
  const file = path.join(world.folder, 'm.yaml');
  await writeFile(file, text);
  return {
    folder: world.folder,
    env: { ...world.env, STORE_URL: 'sqlite:./other.db', MAPPING_FILE: 'm.yaml' },
  };
}

/** Where and what, as far as each says which kind it is. */
const FOUND = [
  [
    'm.yaml:10:7',
    'Acount.Name: Opportunity has no look-up or child list Acount (did you mean "Account"?)',
  ],
  ['m.yaml:12:7', 'is made of type, value, but the expression gives a single value'],
  ['m.yaml:14:7', 'must be one of Net 15, Net 30, Net 45, Net 60'],
  ['m.yaml:15:7', `write it in both kinds of quotes: '"company"'`],
  [
    'm.yaml:19:7',
    'Opportunity.CloseDate is a CRM field of type date, but the expression gives contracts.createdAt, a date with time',
  ],
  [
    'm.yaml:20:7',
    'Opportunity.Contract_Status__c holds one value, but the expression gives several',
  ],
] as const;

describe('mapping check as a command', () => {
  test('names each kind of mistake at its own line and column, and ends with 1', async () => {
    const { exitCode, stdout, stderr } = await runCommand(await around(FAULTY), 'mapping', 'check');
    expect(stderr).toBe('');
    for (const [where, message] of FOUND) {
      const line = stdout.split('\n').find((each) => each.includes(` ${where}  `));
      expect(line, where).toContain(message);
      expect(line).toMatch(/^ERROR /);
    }
    expect(stdout).toMatch(/, 6 errors\.\n$/);
    expect(exitCode).toBe(1);
  });

  test('says the same as JSON', async () => {
    const surroundings = await around(FAULTY);
    const { exitCode, stdout } = await runCommand(surroundings, 'mapping', 'check', '--json');
    const { findings } = JSON.parse(stdout) as { findings: Record<string, string>[] };
    expect(findings.filter(({ level }) => level === 'error')).toEqual(
      expect.arrayContaining(
        FOUND.map(([where, message]) => ({
          level: 'error',
          where,
          message: expect.stringContaining(message),
        })),
      ),
    );
    expect(exitCode).toBe(1);
  });

  test('shows what one deal would become, with the time zone of its dates', async () => {
    const text = FAULTY.replace('Acount', 'Account')
      .replace('billing_currency: Name', `billing_currency: '{"type": "USD", "value": Amount}'`)
      .replace('Net 31', 'Net 30')
      .replace('po_number: company', `po_number: '"company"'`)
      .replace('CloseDate: contracts[0].createdAt', 'NextStep: contracts[0].name')
      .replace('contracts.status', 'contracts[0].status');
    const surroundings = await around(text);
    const args = ['mapping', 'check', '--opportunity', deal];
    const { exitCode, stdout, stderr } = await runCommand(surroundings, ...args);
    expect(stderr).toBe('');
    expect(stdout).toContain('dates by the clocks of America/New_York');
    expect(stdout).toContain('payment_terms (Payment terms) = "net_30"');
    expect(stdout).toContain('This deal can become a contract.');
    expect(stdout).toMatch(/, 0 errors\.\n$/);
    expect(exitCode).toBe(0);
  });

  test.each([
    ['no YAML', 'version: 1\n\tcontracts: []\n', 'm.yaml:2:1: this line is indented with a tab'],
    [
      'time in write-back',
      'version: 1\ncontracts: []\nwriteback: {opportunity: {fields: {F: $now()}}}\n',
      'm.yaml:3:36: the expression $now(): it uses $now(), which gives another value each time',
    ],
  ])('can not start with %s, and ends with 2', async (_what, text, message) => {
    const { exitCode, stdout, stderr } = await runCommand(await around(text), 'mapping', 'check');
    expect(stderr).toContain(message);
    expect(stdout).toBe('');
    expect(exitCode).toBe(2);
  });
});

test('serve logs what can not work when it starts, each at its own key', async () => {
  const surroundings = await around(FAULTY);
  const lines: { msg?: string; where?: string }[] = [];
  await using serving = await startCommand(
    { ...surroundings, env: { ...surroundings.env, PORT: '0' } },
    ['serve', '--no-worker'],
    (line) => {
      lines.push(JSON.parse(line) as { msg?: string });
      return lines.filter(({ msg }) => msg?.startsWith('mapping file: ')).length >= FOUND.length;
    },
  );
  for (const [where, message] of FOUND) {
    const line = lines.find((each) => each.where === where);
    expect(line?.msg, where).toContain(message);
  }
  expect(await serving.end('SIGTERM')).toMatchObject({ exitCode: 0 });
});
