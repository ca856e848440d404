import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** The store engines that every scenario and every measurement takes as a parameter. */
export const ENGINES = ['sqlite'] as const;
export type EngineName = (typeof ENGINES)[number];

/** An empty store of an engine: what `STORE_URL` names, and a folder for the processes. */
export interface EngineHome extends AsyncDisposable {
  readonly storeUrl: string;
  readonly folder: string;
}

export async function openEngineHome(engine: EngineName): Promise<EngineHome> {
  const folder = await mkdtemp(path.join(tmpdir(), `dealdraft-${engine}-`));
  return {
    storeUrl: STORE_URLS[engine](folder),
    folder,
    async [Symbol.asyncDispose]() {
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const STORE_URLS: Readonly<Record<EngineName, (folder: string) => string>> = {
  sqlite: (folder) => `sqlite:${path.join(folder, 'dealdraft.db')}`,
};

/** @throws when no engine has this name. */
export function parseEngine(text: string): EngineName {
  const found = ENGINES.find((engine) => engine === text);
  if (found === undefined) throw new Error(`--engine must be one of ${ENGINES.join(', ')}`);
  return found;
}
