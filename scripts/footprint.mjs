/**
 * What the package costs whoever installs it: packages and megabytes of a production install, and of a start processor time, time
 * and memory. Packs it, installs it elsewhere and runs it there: `npm run footprint`. Linux alone, whose /proc it reads.
 */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, readdir, lstat, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const RUNS = 5;
/** Until a process that nobody asks anything has come to rest. */
const REST_MS = 10_000;
const START_WITHIN_MS = 60_000;
const run = promisify(execFile);
const root = fileURLToPath(new URL('..', import.meta.url));
const folder = await mkdtemp(path.join(tmpdir(), 'dealdraft-footprint-'));
try {
  const installed = await install();
  const program = path.join(installed, 'dealdraft/bin/dealdraft.js');
  console.log(
    `production install   ${await packagesOf(installed)} packages, ${megabytes(await bytesOf(installed))}`,
  );
  console.log(`dealdraft --help     ${await timed(() => help(program))}`);
  const starts = [];
  for (let i = 0; i < RUNS; i += 1) starts.push(await start(program, i === RUNS - 1));
  console.log(`start to first 200   ${medians(starts)}`);
  console.log(`resting memory       ${megabytes(starts.at(-1).residentBytes)}`);
} finally {
  await rm(folder, { recursive: true, force: true });
}

/** Without our lock file, as whoever installs it has it. Answers its node_modules. */
async function install() {
  await run('npm', ['pack', '--silent', '--pack-destination', folder], { cwd: root });
  const [packed] = (await readdir(folder)).filter((name) => name.endsWith('.tgz'));
  const home = path.join(folder, 'elsewhere');
  await mkdir(home);
  await writeFile(path.join(home, 'package.json'), '{ "private": true }\n');
  const options = ['--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline'];
  await run('npm', ['install', ...options, path.join(folder, packed)], { cwd: home });
  return path.join(home, 'node_modules');
}

async function packagesOf(installed) {
  const { packages } = JSON.parse(
    await readFile(path.join(installed, '.package-lock.json'), 'utf8'),
  );
  return Object.keys(packages).length;
}

/** What the disk holds for it, as du counts. */
async function bytesOf(place) {
  const { blocks } = await lstat(place);
  let bytes = blocks * 512;
  for (const entry of await readdir(place, { withFileTypes: true })) {
    const inside = path.join(place, entry.name);
    if (!entry.isDirectory()) bytes += (await lstat(inside)).blocks * 512;
    else bytes += await bytesOf(inside);
  }
  return bytes;
}

async function timed(action) {
  const runs = [];
  for (let i = 0; i < RUNS; i += 1) runs.push(await action());
  return medians(runs);
}

async function help(program) {
  const startedAt = performance.now();
  // Only the shell can tell what a child that has ended took.
  const { stdout } = await run('sh', [
    '-c',
    '"$0" "$1" --help >/dev/null; times',
    process.execPath,
    program,
  ]);
  const ofChildren = stdout.trim().split('\n').at(-1);
  const seconds = [...ofChildren.matchAll(/(\d+)m([\d.]+)s/g)].map(
    ([, minutes, rest]) => Number(minutes) * 60 + Number(rest),
  );
  return {
    ms: performance.now() - startedAt,
    cpuMs: seconds.reduce((sum, each) => sum + each, 0) * 1000,
  };
}

async function start(program, isLast) {
  const home = await mkdtemp(path.join(folder, 'start-'));
  const port = await freePort();
  // Neighbours that nobody is at: a start waits for neither.
  const nobody = 'http://127.0.0.1:9';
  const startedAt = performance.now();
  const child = spawn(process.execPath, [program, 'serve'], {
    cwd: home,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      PATH: process.env.PATH,
      PORT: String(port),
      SPOTDRAFT_BASE_URL: nobody,
      SPOTDRAFT_CLIENT_ID: 'footprint',
      SPOTDRAFT_CLIENT_SECRET: 'footprint',
      SPOTDRAFT_HMAC_KEY: Buffer.alloc(64, 7).toString('base64'),
      SALESFORCE_LOGIN_URL: nobody,
      SALESFORCE_CLIENT_ID: 'footprint',
      SALESFORCE_CLIENT_SECRET: 'footprint',
      STORE_URL: `sqlite:${path.join(home, 'dealdraft.db')}`,
      MAPPING_FILE: path.join(root, 'examples/dealdraft.mapping.yaml'),
    },
  });
  const ended = once(child, 'exit');
  try {
    while (!(await answers(port))) {
      if (child.exitCode !== null || performance.now() - startedAt > START_WITHIN_MS)
        throw new Error('dealdraft serve did not start.');
      await sleep(5);
    }
    const ms = performance.now() - startedAt;
    const cpuMs = await cpuMsOf(child.pid);
    if (isLast) await sleep(REST_MS);
    return { ms, cpuMs, residentBytes: await residentBytesOf(child.pid) };
  } finally {
    child.kill('SIGTERM');
    await ended;
  }
}

async function answers(port) {
  try {
    return (await fetch(`http://127.0.0.1:${port}/healthz`)).ok;
  } catch {
    return false;
  }
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  return port;
}

/** Fields 14 and 15 of proc(5), in hundredths of a second. */
async function cpuMsOf(pid) {
  const fields = (await readFile(`/proc/${pid}/stat`, 'utf8')).split(') ').at(-1).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

async function residentBytesOf(pid) {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)[1]) * 1024;
}

function medians(runs) {
  const median = (name) =>
    runs.map((each) => each[name]).sort((a, b) => a - b)[Math.floor(runs.length / 2)];
  const cpu =
    runs[0].cpuMs === undefined
      ? ''
      : `, ${(median('cpuMs') / 1000).toFixed(2)} s of processor time`;
  return `${(median('ms') / 1000).toFixed(2)} s${cpu}`;
}

function megabytes(bytes) {
  return `${Math.round(bytes / 1e6)} MB`;
}
