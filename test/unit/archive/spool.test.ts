import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSpool } from '../../../src/archive/spool.js';
import type { Spool } from '../../../src/archive/spool.js';
import { DOCUMENT_TYPES } from '../../../src/domain/document.js';
import { silentLog } from '../../../src/domain/log.js';

let root: string;
let spool: Spool;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'dealdraft-test-spool-'));
  spool = createSpool({ log: silentLog, root });
});
afterEach(async () => {
  await spool.close();
  rmSync(root, { recursive: true });
});

function fetched(text: string) {
  return async () => ({
    contentType: DOCUMENT_TYPES.pdf,
    pieces: (async function* () {
      for (const letter of text) yield Buffer.from(letter);
    })(),
  });
}

async function textOf(pieces: AsyncIterable<Uint8Array>): Promise<string> {
  let text = '';
  for await (const piece of pieces) text += Buffer.from(piece).toString();
  return text;
}

const kept = () =>
  readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.part'));

describe('the spool', () => {
  it('keeps documents apart that come at once, and lets go of each', async () => {
    const leases = await Promise.all(
      Array.from({ length: 8 }, (_, i) => spool.take(`${i}`, fetched(`document ${i}`))),
    );
    for (const [i, lease] of leases.entries()) {
      expect(await textOf(lease!.document.bytes())).toBe(`document ${i}`);
      expect(await textOf(lease!.document.bytes(2, 5))).toBe('cum');
      expect(await textOf(lease!.document.bytes(3, 3))).toBe('');
    }
    expect(kept()).toHaveLength(8);
    await Promise.all(leases.map((lease) => lease!.release()));
    expect(kept()).toEqual([]);
  });

  it('fetches once for all who ask while one has it', async () => {
    let fetches = 0;
    const fetch = async () => {
      fetches += 1;
      return fetched('shared')();
    };
    const [one, two] = await Promise.all([spool.take('a', fetch), spool.take('a', fetch)]);
    expect(fetches).toBe(1);
    await one!.release();
    await one!.release();
    expect(await textOf(two!.document.bytes())).toBe('shared');
    await two!.release();
    expect(kept()).toEqual([]);
    await (await spool.take('a', fetch))!.release();
    expect(fetches).toBe(2);
  });

  it('keeps nothing of what breaks off, or is not there', async () => {
    const broken = async () => ({
      contentType: DOCUMENT_TYPES.pdf,
      pieces: (async function* () {
        yield Buffer.from('half');
        throw new Error('broke off');
      })(),
    });
    await expect(spool.take('a', broken)).rejects.toThrow('broke off');
    expect(await spool.take('a', async () => null)).toBeNull();
    expect(kept()).toEqual([]);
    const lease = await spool.take('a', fetched('whole'));
    expect(await textOf(lease!.document.bytes())).toBe('whole');
    await lease!.release();
  });

  it('removes what a killed process has left, and nothing of those that live', async () => {
    const gone = spawnSync(process.execPath, ['-e', '']).pid;
    const abandoned = `dealdraft-spool-${hostname()}-${gone}-AbCdEf`;
    const alive = `dealdraft-spool-${hostname()}-${process.ppid}-AbCdEf`;
    const elsewhere = `dealdraft-spool-another-machine-1-AbCdEf`;
    const strange = 'somebody-elses';
    for (const name of [abandoned, alive, elsewhere, strange]) mkdirSync(join(root, name));
    await (await spool.take('a', fetched('x')))!.release();
    const left = readdirSync(root);
    expect(left).toEqual(expect.arrayContaining([alive, elsewhere, strange]));
    expect(left).not.toContain(abandoned);
  });
});
