/**
 * Goes the way of docs/first-hour.md on the sandboxes, with the commands that a person types, and says how long each step took:
 * from no settings at all to the first contract of a deal.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('../bin/dealdraft.js', import.meta.url));
const TEMPLATE = '1204';

const folder = await mkdtemp(path.join(tmpdir(), 'dealdraft-first-hour-'));
const running = [];
const startedAtMs = performance.now();

/** @param {readonly string[]} args @param {Record<string, string>} env */
function start(args, env = {}) {
  return spawn(process.execPath, [PROGRAM, ...args], {
    cwd: folder,
    env: { PATH: process.env.PATH, ...env },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
}

/** @param {readonly string[]} args @param {{ input?: string, allowed?: readonly number[] }} options */
async function run(args, { input = '', allowed = [0] } = {}) {
  const child = start(args);
  child.stdin.end(input);
  const [stdout, [exitCode]] = await Promise.all([text(child.stdout), once(child, 'close')]);
  if (!allowed.includes(exitCode)) throw new Error(`${args.join(' ')} ended with ${exitCode}`);
  return stdout;
}

/** Starts a command that stays, and answers with the line that says it is ready. */
async function stay(args, isReady, env = {}) {
  const child = start(args, env);
  running.push(child);
  for await (const line of createInterface({ input: child.stdout })) {
    if (!isReady(line)) continue;
    child.stdout.resume();
    return line;
  }
  throw new Error(`${args.join(' ')} ended before it was ready`);
}

async function step(what, work) {
  const beganAtMs = performance.now();
  const result = await work();
  const tookS = (performance.now() - beganAtMs) / 1_000;
  console.log(`${tookS.toFixed(1).padStart(6)} s  ${what}`);
  return result;
}

try {
  const env = await step('sandboxes', async () => {
    const file = path.join(folder, 'sandbox.env');
    const ports = ['--spotdraft-port', '0', '--salesforce-port', '0'];
    await stay(['sandbox', '--write-env', file, ...ports], (line) => line.startsWith('Users'));
    const lines = (await readFile(file, 'utf8')).trim().split('\n');
    return Object.fromEntries(lines.map((line) => /^(\w+)="(.*)"$/.exec(line)?.slice(1) ?? []));
  });
  const key = await step('init', async () => {
    const keyFile = path.join(folder, 'salesforce.key');
    await writeFile(keyFile, env.SALESFORCE_PRIVATE_KEY.replaceAll('\\n', '\n'), { mode: 0o600 });
    const answers = [
      env.SPOTDRAFT_BASE_URL,
      env.SPOTDRAFT_CLIENT_ID,
      env.SPOTDRAFT_CLIENT_SECRET,
      env.SALESFORCE_LOGIN_URL,
      env.SALESFORCE_CLIENT_ID,
      env.SALESFORCE_USERNAME,
      keyFile,
      '',
      'first',
    ];
    const said = await run(['init'], { input: answers.map((answer) => `${answer}\n`).join('') });
    return /The API key "first" is (\S+)/.exec(said)?.[1] ?? '';
  });
  await step('templates list', () => run(['templates', 'list']));
  await step('mapping init', () => run(['mapping', 'init', '--template', TEMPLATE]));
  await step('mapping check', () =>
    run(['mapping', 'check', '--sample', '3'], { allowed: [0, 1] }),
  );
  // What is still open before the server runs is said, and no reason to stop.
  await step('doctor', () => run(['doctor', '--probe'], { allowed: [0, 1] }));
  await step('backfill', () => run(['backfill']));
  const url = await step('serve', async () => {
    const line = await stay(['serve'], (each) => each.includes('dealdraft is listening'), {
      PORT: '0',
    });
    return JSON.parse(line).url;
  });
  const contract = await step('first contract', () => createFirst(url, key));
  const tookMin = (performance.now() - startedAtMs) / 60_000;
  console.log(`Contract ${contract.id} (${contract.name}) after ${tookMin.toFixed(1)} minutes.`);
} finally {
  await Promise.all(
    running.map(async (child) => {
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'close');
    }),
  );
  await rm(folder, { recursive: true, force: true });
}

/** Of the first deal that has all that the template needs. */
async function createFirst(url, key) {
  const ask = async (query, variables) => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-api-key': key },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = await response.json();
    if (errors !== undefined) throw new Error(errors[0].message);
    return data;
  };
  const { opportunities } = await ask('{ opportunities(first: 20) { nodes { id } } }', {});
  for (const { id } of opportunities.nodes) {
    const { createContract } = await ask(
      'mutation ($input: CreateContractInput!) { createContract(input: $input) { contract { id name } } }',
      { input: { opportunityId: id, templateId: TEMPLATE } },
    );
    if (createContract.contract !== null) return createContract.contract;
  }
  throw new Error('no deal became a contract by the guesses');
}
