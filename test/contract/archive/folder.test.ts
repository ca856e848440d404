import {
  chmod,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { link } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createFolderDestination } from '../../../src/connectors/archive/folder/folder-destination.js';
import { describeDestination } from './destination-suite.js';
import type { DestinationWorld } from './destination-suite.js';
import { patternOf, sampleFile } from './sample-file.js';

type Link = typeof link;

/** As a mount over SMB answers. */
const withoutLinks: Link = async () => {
  throw Object.assign(new Error('ENOTSUP: operation not supported, link'), { code: 'ENOTSUP' });
};

async function startFolder(linkBy: Link = link): Promise<DestinationWorld & { directory: string }> {
  const directory = await mkdtemp(path.join(tmpdir(), 'archive-'));
  return {
    directory,
    open: () =>
      createFolderDestination({ name: 'legal', type: 'folder', directory }, { link: linkBy }),
    files: async () => {
      const found = await readdir(directory, { recursive: true, withFileTypes: true }).catch(
        () => [],
      );
      return Promise.all(
        found
          .filter((entry) => entry.isFile() && !entry.name.endsWith('.part'))
          .map(async (entry) => {
            const target = path.join(entry.parentPath, entry.name);
            return {
              path: path.relative(directory, target),
              bytes: await readFile(target),
              metadata: {},
            };
          }),
      );
    },
    alter: (file, bytes) => writeFile(path.join(directory, file), bytes),
    faults: null,
    secrets: [directory],
    close: () => rm(directory, { recursive: true, force: true }),
  };
}

const folderTraits = { foldsCase: true, metadata: 'none', bigBytes: null } as const;

describeDestination({
  name: 'folder',
  start: startFolder,
  ...folderTraits,
  broken: {
    missing: async (world) => world.close(),
  },
});

describeDestination({
  name: 'folder on a mount without hard links',
  start: () => startFolder(withoutLinks),
  ...folderTraits,
});

describe('a folder', () => {
  let world: Awaited<ReturnType<typeof startFolder>>;

  beforeEach(async () => {
    world = await startFolder();
  });

  afterEach(async () => {
    await world.close();
  });

  const options = {
    resume: null,
    save: async () => undefined,
    signal: AbortSignal.timeout(60_000),
  };

  it('lets nothing lead out of it: no link, no dots', async () => {
    const outside = await mkdtemp(path.join(tmpdir(), 'outside-'));
    await symlink(outside, path.join(world.directory, 'NDA'));
    const destination = await world.open();
    const file = await sampleFile({ folder: ['NDA'] });
    await expect(destination.put(file, options)).rejects.toMatchObject({ fault: 'refused' });
    const dots = await sampleFile({ folder: ['..', 'x'] });
    await expect(destination.put(dots, options)).rejects.toMatchObject({ fault: 'refused' });
    const ref = { id: '../secret.pdf', path: '', url: null };
    await expect(destination.stat(ref, options)).rejects.toMatchObject({ fault: 'refused' });
    await symlink('/etc/hostname', path.join(world.directory, 'host.pdf'));
    const linked = { id: 'host.pdf', path: '', url: null };
    await expect(destination.stat(linked, options)).rejects.toMatchObject({ fault: 'refused' });
    expect(await readdir(outside)).toEqual([]);
    await rm(outside, { recursive: true });
  });

  it('sweeps what killed tries left behind a day ago, and nothing else', async () => {
    const folder = path.join(world.directory, 'NDA');
    await mkdir(folder);
    const names = [
      '.dealdraft-00112233445566aa.part',
      '.dealdraft-0011223344556677.part',
      'own.part',
    ];
    for (const name of names) await writeFile(path.join(folder, name), 'half');
    const yesterday = new Date(Date.now() - 25 * 60 * 60 * 1000);
    await utimes(path.join(folder, names[0]!), yesterday, yesterday);
    await utimes(path.join(folder, names[2]!), yesterday, yesterday);
    await (await world.open()).put(await sampleFile({ folder: ['NDA'] }), options);
    expect((await readdir(folder)).sort()).toEqual(
      [names[1], 'Mutual NDA (T-1).pdf', 'own.part'].sort(),
    );
  });

  it.each([
    ['ahead of', 26],
    ['behind', -26],
  ])('goes by the time of the mount, with a clock of ours a day %s it', async (_how, hours) => {
    const folder = path.join(world.directory, 'NDA');
    await mkdir(folder);
    const [stale, atWork] = [
      '.dealdraft-00112233445566aa.part',
      '.dealdraft-0011223344556677.part',
    ];
    for (const name of [stale, atWork]) await writeFile(path.join(folder, name), 'half');
    const yesterday = new Date(Date.now() - 25 * 60 * 60 * 1000);
    await utimes(path.join(folder, stale), yesterday, yesterday);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + hours * 60 * 60 * 1000 });
    try {
      await (await world.open()).put(await sampleFile({ folder: ['NDA'] }), options);
    } finally {
      vi.useRealTimers();
    }
    expect((await readdir(folder)).sort()).toEqual([atWork, 'Mutual NDA (T-1).pdf'].sort());
  });

  it.skipIf(process.getuid?.() === 0)('says so where it may not write', async () => {
    await chmod(world.directory, 0o500);
    const put = (await world.open()).put(await sampleFile(), options);
    await expect(put).rejects.toMatchObject({ fault: 'permission' });
    await chmod(world.directory, 0o700);
  });

  describe('on a mount without hard links', () => {
    const open = () =>
      createFolderDestination(
        { name: 'legal', type: 'folder', directory: world.directory },
        { link: withoutLinks },
      );
    let saved: string | null;
    const remembering = () => ({
      ...options,
      resume: saved,
      save: async (text: string) => {
        saved = text;
      },
    });

    beforeEach(() => {
      saved = null;
    });

    it('completes what a crash left in part', async () => {
      const file = await sampleFile({ content: patternOf(500_000) });
      await open().put(file, remembering());
      expect(saved).not.toBeNull();
      const target = path.join(world.directory, ...file.folder, file.name);
      await writeFile(target, file.content.subarray(0, 200_000));
      expect((await open().put(file, remembering())).kind).toBe('created');
      expect((await readFile(target)).equals(file.content)).toBe(true);
    });

    it('leaves alone what is not the beginning of the file, and what it never began', async () => {
      const file = await sampleFile({ content: patternOf(500_000) });
      await open().put(file, remembering());
      const target = path.join(world.directory, ...file.folder, file.name);
      await writeFile(target, 'somebody else');
      expect((await open().put(file, remembering())).kind).toBe('taken');
      await writeFile(target, file.content.subarray(0, 200_000));
      saved = null;
      await expect(open().put(file, remembering())).rejects.toMatchObject({ fault: 'busy' });
      const before = new Date(Date.now() - 11 * 60 * 1000);
      await utimes(target, before, before);
      expect((await open().put(file, remembering())).kind).toBe('taken');
      expect((await readFile(target)).equals(file.content.subarray(0, 200_000))).toBe(true);
    });

    it('waits for another writer by the time of the mount, whatever ours is', async () => {
      const file = await sampleFile({ content: patternOf(500_000) });
      await open().put(file, remembering());
      const target = path.join(world.directory, ...file.folder, file.name);
      await writeFile(target, file.content.subarray(0, 200_000));
      saved = null;
      vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 60 * 60 * 1000 });
      try {
        await expect(open().put(file, remembering())).rejects.toMatchObject({ fault: 'busy' });
      } finally {
        vi.useRealTimers();
      }
    });

    it('warns of it', async () => {
      const steps = [];
      for await (const step of open().inspect(options)) steps.push(step);
      expect(steps).toContainEqual(expect.objectContaining({ step: 'links', outcome: 'warning' }));
      expect(await readdir(world.directory)).toEqual([]);
    });
  });
});
