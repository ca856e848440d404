import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { eventually } from './eventually.js';

const PROGRAMS = ['radosgw', 'radosgw-admin', 'ceph-mon', 'ceph-osd', 'ceph', 'monmaptool'];
/** Debian's packages that have them. */
export const RADOSGW_PACKAGES = 'radosgw ceph-mon ceph-osd ceph-common';

export function isRadosgwMissing(): boolean {
  return PROGRAMS.some((program) => spawnSync(program, ['--version']).error !== undefined);
}

/** Ceph's own S3, which nobody of ours has written: one monitor, one store in memory and the gateway, on loopback. */
export interface Radosgw extends AsyncDisposable {
  readonly url: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

const ACCESS_KEY_ID = 'REFEREE';
const SECRET_ACCESS_KEY = 'secret-of-the-referee';
const READY_WITHIN_MS = 120_000;

/** Parts as small as the tests send them. */
export async function startRadosgw(minPartBytes: number): Promise<Radosgw> {
  const folder = mkdtempSync(path.join(tmpdir(), 'dealdraft-radosgw-'));
  const inside = (name: string) => path.join(folder, name);
  for (const name of ['mon', 'osd', 'run']) mkdirSync(inside(name));
  const [monitorPort, port] = [await freePort(), await freePort()];
  const fsid = randomUUID();
  writeFileSync(
    inside('ceph.conf'),
    `[global]
fsid = ${fsid}
mon host = v1:127.0.0.1:${monitorPort}
mon initial members = a
public addr = 127.0.0.1
cluster addr = 127.0.0.1
auth cluster required = none
auth service required = none
auth client required = none
ms bind msgr2 = false
ms bind ipv6 = false
osd pool default size = 1
osd pool default min size = 1
osd pool default pg num = 4
osd crush chooseleaf type = 0
mon allow pool size one = true
mon data = ${inside('mon')}
mon data avail crit = 1
mon osd full ratio = 0.99
mon osd nearfull ratio = 0.98
osd data = ${inside('osd')}
osd objectstore = memstore
memstore device bytes = 1073741824
run dir = ${inside('run')}
log file = ${inside('log')}
admin socket = ${inside('run')}/$name.asok
pid file = ${inside('run')}/$name.pid
keyring = ${inside('keyring')}
[client.rgw.a]
rgw frontends = beast endpoint=127.0.0.1:${port}
rgw dns name = 127.0.0.1
rgw multipart min part size = ${minPartBytes}
`,
  );
  const running: ChildProcess[] = [];
  const conf = ['-c', inside('ceph.conf')];
  const run = (program: string, ...args: readonly string[]) => {
    const { status, stderr, stdout } = spawnSync(program, args, { encoding: 'utf8' });
    if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${stderr}`);
    return stdout;
  };
  const start = (program: string, ...args: readonly string[]) => {
    running.push(spawn(program, [...conf, ...args], { stdio: 'ignore' }));
  };
  const close = async () => {
    for (const child of running.reverse()) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      const ended = once(child, 'exit');
      // What it holds is in memory alone: there is nothing to be written first.
      child.kill('SIGKILL');
      await ended;
    }
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    run(
      'monmaptool',
      '--create',
      '--addv',
      'a',
      `[v1:127.0.0.1:${monitorPort}]`,
      '--fsid',
      fsid,
      inside('monmap'),
    );
    run(
      'ceph-authtool',
      '--create-keyring',
      inside('keyring'),
      '--gen-key',
      '-n',
      'mon.',
      '--cap',
      'mon',
      'allow *',
    );
    run(
      'ceph-mon',
      ...conf,
      '--mkfs',
      '-i',
      'a',
      '--monmap',
      inside('monmap'),
      '--keyring',
      inside('keyring'),
    );
    start('ceph-mon', '-i', 'a', '-f');
    const osd = randomUUID();
    await eventually(
      () => run('ceph', ...conf, '--connect-timeout', '5', 'osd', 'new', osd),
      READY_WITHIN_MS,
    );
    run('ceph-osd', ...conf, '-i', '0', '--mkfs', '--osd-uuid', osd);
    start('ceph-osd', '-i', '0', '-f');
    await eventually(() => {
      if (!/1 up/u.test(run('ceph', ...conf, 'osd', 'stat')))
        throw new Error('the store is not up');
    }, READY_WITHIN_MS);
    run(
      'radosgw-admin',
      ...conf,
      '-n',
      'client.rgw.a',
      'user',
      'create',
      '--uid=referee',
      '--display-name=referee',
      `--access-key=${ACCESS_KEY_ID}`,
      `--secret-key=${SECRET_ACCESS_KEY}`,
    );
    start('radosgw', '-n', 'client.rgw.a', '-f');
    const url = `http://127.0.0.1:${port}`;
    await eventually(async () => {
      const { status } = await fetch(url);
      if (status !== 200) throw new Error(`the gateway answers ${status}`);
    }, READY_WITHIN_MS);
    return {
      url,
      accessKeyId: ACCESS_KEY_ID,
      secretAccessKey: SECRET_ACCESS_KEY,
      [Symbol.asyncDispose]: close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
