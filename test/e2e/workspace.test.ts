import { copyFile, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startApp } from '../../src/app/start-app.js';
import { loadConfig } from '../../src/config/config.js';
import { silentLog } from '../../src/domain/log.js';
import { OTHER_WORKSPACE } from '../../src/sandbox/spotdraft/other-workspace.js';
import { startWorld } from '../support/world.js';
import type { World, WorldOptions } from '../support/world.js';
import { runCommand } from './cli-process.js';

/** The mapping of the demo, with an entity of ours. */
const MAPPING = readFile('examples/dealdraft.mapping.yaml', 'utf8').then((text) =>
  text.replace('    signatories:', `    entity: '"MC-US"' # who we are\n    signatories:`),
);

const PUBLIC_URL = 'https://contracts.acme.example';
let uat: World;
let production: World;
beforeAll(async () => {
  uat = await startWorld({ worker: false, spotdraft: { contracts: 'none' } });
  production = await startWorld({ worker: false, spotdraft: OTHER_WORKSPACE });
});
afterAll(async () => {
  await uat[Symbol.asyncDispose]();
  await production[Symbol.asyncDispose]();
});
afterEach(() => {
  production.spotdraft.deliveries.webhooks.clear();
});

/** A folder's own mapping file and store. */
let made = 0;
async function place(world: World) {
  const file = path.join(world.folder, `mapping-${(made += 1)}.yaml`);
  await writeFile(file, await MAPPING);
  const env = {
    ...world.env,
    MAPPING_FILE: file,
    STORE_URL: `sqlite:${file}.db`,
    PUBLIC_URL,
  };
  const run = (...args: readonly string[]) => runCommand({ folder: world.folder, env }, ...args);
  return { file, env, run, text: () => readFile(file, 'utf8') };
}

async function planned(world: World) {
  const from = await place(uat);
  const to = await place(world);
  const exported = `${to.file}.export.json`;
  const plan = `${to.file}.plan.yaml`;
  const out = await from.run('workspace', 'export', '--out', exported);
  expect(out).toMatchObject({ exitCode: 0, stderr: '' });
  const result = await to.run('workspace', 'plan', '--from', exported, '--out', plan);
  return { ...to, exported, plan, result };
}

/** With an amount and somebody to send it to, which the mapping reads. */
function dealWithContact({ salesforce }: World): string {
  const deal = salesforce.deals.find(({ amount, contact }) => amount !== null && contact);
  if (deal === undefined) throw new Error('There is no such deal.');
  return deal.id;
}

const CREATE = `mutation ($input: CreateContractInput!) {
  createContract(input: $input) { contract { id } userErrors { code message } }
}`;

describe('a mapping that goes to another workspace', () => {
  test('gets the ids of that workspace, keeps every other character, and makes contracts there', async () => {
    const { result, plan, run, file, text, env } = await planned(production);
    expect(result).toMatchObject({ exitCode: 0, stderr: '' });
    expect(result.stdout).toMatch(/^matched +template +Order Form +1204 → 6204/m);
    const before = await text();
    const applied = await run('workspace', 'apply', plan);
    expect(applied).toMatchObject({ exitCode: 0, stderr: '' });
    expect(await text()).toBe(
      before.replace('template: 1204', 'template: 6204').replace('MC-US', 'PROD-MC-US'),
    );
    expect(await readFile(`${file}.before-apply`, 'utf8')).toBe(before);
    expect([...production.spotdraft.deliveries.webhooks.values()].map(({ url }) => url)).toEqual([
      `${PUBLIC_URL}/webhooks/spotdraft`,
    ]);

    await using app = await startApp(loadConfig(env), { worker: false, log: silentLog });
    const response = await fetch(`${app.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...production.as('service') },
      body: JSON.stringify({
        query: CREATE,
        variables: {
          input: { opportunityId: dealWithContact(production), templateId: '6204' },
        },
      }),
    });
    expect(await response.json()).toMatchObject({
      data: { createContract: { contract: { id: expect.stringMatching(/^T-/) }, userErrors: [] } },
    });
  });

  test('is as it was after a rollback, and the webhook, too', async () => {
    const { plan, run, file, text } = await planned(production);
    const before = await text();
    expect(await run('workspace', 'apply', plan)).toMatchObject({ exitCode: 0 });
    expect(await run('workspace', 'rollback')).toMatchObject({ exitCode: 0, stderr: '' });
    expect(await text()).toBe(before);
    await expect(stat(`${file}.before-apply`)).rejects.toThrow('ENOENT');
    expect(production.spotdraft.deliveries.webhooks.size).toBe(0);
    const again = await run('workspace', 'rollback');
    expect(again).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('nothing to roll back'),
    });
  });
});

describe('an export', () => {
  test('names what the archive file reads of deals, and lines with an id that nothing can match', async () => {
    const { file, env, folder } = { ...(await place(uat)), folder: uat.folder };
    await writeFile(
      file,
      (await MAPPING).replace('Contract_Type__c: type.name', 'Contract_Type__c: type.id # type.id'),
    );
    const archive = `${file}.archive`;
    await writeFile(
      archive,
      `version: 1\ndestinations:\n  - { name: a, type: folder, directory: ${folder}, folder: opportunity.LeadSource }\n`,
    );
    const around = { folder, env: { ...env, ARCHIVE_FILE: archive } };
    const { stdout, stderr, exitCode } = await runCommand(around, 'workspace', 'export', '--json');
    expect(exitCode).toBe(0);
    expect(stderr).toMatch(/:\d+: type\.id is another one in each workspace.*\n$/u);
    const { references } = JSON.parse(stdout) as { references: { id: string; where: string[] }[] };
    const read = references.find(({ id }) => id === 'Opportunity.LeadSource');
    expect(read?.where).toEqual([expect.stringContaining(`${archive}:3`)]);
  });
});

describe('a reference that is', () => {
  const workspaces: Readonly<
    Record<string, [NonNullable<WorldOptions['spotdraft']>['templates'], RegExp]>
  > = {
    missing: [
      (samples) => samples.filter(({ name }) => name !== 'Order Form'),
      /^missing +template +Order Form +1204 → \?/m,
    ],
    ambiguous: [
      (samples) => samples.map((one) => (one.id === 1201 ? { ...one, name: 'Order Form' } : one)),
      /^ambiguous +template +Order Form +1204 → \? +1201; 1204/m,
    ],
    'of another shape': [
      (samples) =>
        samples.map((one) => ({
          ...one,
          attributes: one.attributes.filter(({ variable }) => variable !== 'customer_name'),
        })),
      /^different +template +Order Form +1204 +customer_name is not there \(string, required\)/m,
    ],
  };
  test.each(Object.keys(workspaces))(
    '%s is named and not guessed, and not applied',
    async (what) => {
      const [templates, line] = workspaces[what]!;
      await using other = await startWorld({
        worker: false,
        spotdraft: { contracts: 'none', templates: templates! },
      });
      const { result, plan, run, text } = await planned(other);
      expect(result.stdout).toMatch(line);
      expect(result.exitCode).toBe(1);
      const before = await text();
      const applied = await run('workspace', 'apply', plan);
      expect(applied).toMatchObject({
        exitCode: 1,
        stderr: expect.stringContaining('nothing was changed'),
      });
      expect(await text()).toBe(before);
      expect(other.spotdraft.deliveries.webhooks.size).toBe(0);
    },
  );
});

describe('apply refuses a plan', () => {
  test('after the file was changed', async () => {
    const { plan, run, file, text } = await planned(production);
    await writeFile(file, `${await text()}# one more thought\n`);
    const { exitCode, stderr } = await run('workspace', 'apply', plan);
    expect(stderr).toContain('not the one that was exported');
    expect(exitCode).toBe(1);
    expect(production.spotdraft.deliveries.webhooks.size).toBe(0);
  });

  test('for another workspace than the one we are signed in to', async () => {
    const { plan } = await planned(production);
    const other = await place(uat);
    await copyFile(plan, `${other.file}.plan`);
    const { exitCode, stderr } = await other.run('workspace', 'apply', `${other.file}.plan`);
    expect(stderr).toContain('The plan is for the workspace at');
    expect(exitCode).toBe(1);
  });

  test('that is none, with exit code 2', async () => {
    const { run, exported } = await planned(production);
    const { exitCode, stderr } = await run('workspace', 'apply', exported);
    expect(stderr).toContain('is not what `dealdraft workspace plan` writes');
    expect(exitCode).toBe(2);
  });
});
