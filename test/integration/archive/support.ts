import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ArchivedDocument } from '../../../src/domain/archived-document.js';
import { parseContractId } from '../../../src/domain/contract-id.js';
import { archivedDocument } from '../../../src/archive/newest-archives.js';
import { eventually } from '../../support/eventually.js';
import { createMemoryDestination } from '../../support/archive/memory-destination.js';
import type { MemoryDestination, MemoryOptions } from '../../support/archive/memory-destination.js';
import { startWorld } from '../../support/world.js';
import type { World, WorldOptions } from '../../support/world.js';
import type { ContractView } from '../../../src/sandbox/spotdraft/index.js';

export interface ArchiveWorld extends AsyncDisposable {
  readonly world: World;
  readonly places: ReadonlyMap<string, MemoryDestination>;
  place(name: string): MemoryDestination;
}

export interface ArchiveWorldOptions extends WorldOptions {
  /** Lines of a destination below its name and type. */
  readonly destinations: Readonly<
    Record<string, { readonly lines?: readonly string[]; readonly memory?: MemoryOptions }>
  >;
}

/** An app that archives to places in memory. */
export async function startArchiveWorld(options: ArchiveWorldOptions): Promise<ArchiveWorld> {
  const folder = mkdtempSync(join(tmpdir(), 'dealdraft-archive-'));
  const file = join(folder, 'archive.yaml');
  const { destinations, ...rest } = options;
  const names = Object.keys(destinations);
  writeFileSync(
    file,
    [
      'version: 1',
      'destinations:',
      ...names.flatMap((name) => [
        `  - name: ${name}`,
        '    type: folder',
        `    directory: ${folder}`,
        ...(destinations[name]?.lines ?? []).map((line) => `    ${line}`),
      ]),
    ].join('\n'),
  );
  const places = new Map(
    names.map((name) => [name, createMemoryDestination(name, destinations[name]?.memory)]),
  );
  const world = await startWorld({
    ...rest,
    env: { ...rest.env, ARCHIVE_FILE: file },
    adapters: { openDestination: async ({ name }) => placeOf(name), ...rest.adapters },
  });
  function placeOf(name: string): MemoryDestination {
    const found = places.get(name);
    if (found === undefined) throw new Error(`There is no place ${name}.`);
    return found;
  }
  return {
    world,
    places,
    place: placeOf,
    async [Symbol.asyncDispose]() {
      await world[Symbol.asyncDispose]();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** What the ledger says of a contract, oldest first. */
export async function archivesOf(
  { world }: ArchiveWorld,
  id: string,
): Promise<readonly ArchivedDocument[]> {
  const contractId = parseContractId(id);
  const rows = await world.app.store.archive.ofContracts([contractId]);
  return (rows.get(contractId) ?? []).map(archivedDocument);
}

/** A contract that is out for signature, and what makes it executed. */
export function signable({ world }: ArchiveWorld, index = 0): ContractView {
  const found = world.spotdraft.control
    .list()
    .filter(({ contract_status: status, id }) => status === 'SIGN' && id.startsWith('T-'))
    .at(index);
  if (found === undefined) throw new Error('The sample data has too few contracts to sign.');
  return found;
}

export async function untilArchived(
  archived: ArchiveWorld,
  id: string,
  count = 1,
): Promise<readonly ArchivedDocument[]> {
  return eventually(async () => {
    const rows = await archivesOf(archived, id);
    const there = rows.filter(({ state }) => state === 'ARCHIVED');
    if (there.length < count) throw new Error(`not archived: ${JSON.stringify(rows)}`);
    return rows;
  }, 20_000);
}
